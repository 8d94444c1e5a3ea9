"""Who does what in a sentence, in Chinese and in English."""
