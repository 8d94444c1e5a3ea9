// Tells of one set of axioms after another whether it is consistent.
//
// Run as `java -cp HermiT.jar judge.java`. A question is N-Triples up to an empty line on standard
// input; the answer is one line: "true", "false", or what went wrong.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.io.StringDocumentSource;
import org.semanticweb.owlapi.model.OWLOntology;

class Judge {
  public static void main(String[] ignored) throws Exception {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StringBuilder triples = new StringBuilder();
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      if (!line.isEmpty()) {
        triples.append(line).append('\n');
        continue;
      }
      System.out.println(judge(triples.toString()));
      triples.setLength(0);
    }
  }

  private static String judge(String triples) {
    try {
      OWLOntology ontology =
          OWLManager.createOWLOntologyManager()
              .loadOntologyFromOntologyDocument(new StringDocumentSource(triples));
      return String.valueOf(new Reasoner(ontology).isConsistent());
    } catch (Exception | StackOverflowError failure) {
      return failure.toString().replace('\n', ' ');
    }
  }
}
