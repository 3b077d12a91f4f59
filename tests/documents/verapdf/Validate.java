import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates every file against PDF/A-3a and PDF/UA-1 and prints, tab-separated: file, flavour, "ok" or what failed. */
public final class Validate {
    private static final List<String> FLAVOURS = List.of("3a", "ua1");

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String flavour : FLAVOURS) {
                for (String verdict : verdicts(new File(file), PDFAFlavour.byFlavourId(flavour))) {
                    System.out.println(file + "\t" + flavour + "\t" + verdict.replaceAll("\\s+", " "));
                }
            }
        }
    }

    private static List<String> verdicts(File file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> failures = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    failures.putIfAbsent(rule, rule + " " + assertion.getMessage() + " at " + assertion.getLocation().getContext());
                }
            }
            if (failures.isEmpty()) {
                return List.of(result.isCompliant() ? "ok" : "not compliant");
            }
            return List.copyOf(failures.values());
        }
    }
}
