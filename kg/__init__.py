"""Policy documents become a knowledge graph in which every fact traces to its sentence."""
