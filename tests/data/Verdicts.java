import java.io.File;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.*;

/** Prints, for each file, a line a finding: file, judge, verdict and detail, with tabs between. */
public class Verdicts {
  public static void main(String[] arguments) throws Exception {
    boolean reasoning = arguments[0].equals("reasoner");
    for (int index = 1; index < arguments.length; index++) {
      String file = arguments[index];
      OWLOntology ontology = OWLManager.createOWLOntologyManager()
          .loadOntologyFromOntologyDocument(new File(file));
      print(file, "axioms", "" + ontology.getAxiomCount(), "");
      if (reasoning)
        reason(file, ontology);
      else
        for (OWLProfile profile : new OWLProfile[] {new OWL2DLProfile(), new OWL2RLProfile()})
          for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations())
            print(file, profile.getName(), violation.getClass().getSimpleName(), violation);
    }
  }

  private static void reason(String file, OWLOntology ontology) {
    try {
      Reasoner reasoner = new Reasoner(ontology);
      if (!reasoner.isConsistent())
        print(file, "HermiT", "inconsistent", "");
      else
        for (OWLClass empty : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom())
          print(file, "HermiT", "unsatisfiable", empty.getIRI());
    } catch (RuntimeException refused) {
      print(file, "HermiT", refused.getClass().getSimpleName(), refused.getMessage());
    }
  }

  private static void print(String file, String judge, String verdict, Object detail) {
    System.out.println(file + "\t" + judge + "\t" + verdict + "\t"
        + ("" + detail).replaceAll("\\s+", " "));
  }
}
