package io.leakwatch.workbench.reveal;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.pseudonyms.PseudonymKey;
import io.leakwatch.pipeline.pseudonyms.Pseudonyms;
import io.leakwatch.workbench.alerts.StoredAlert;
import io.leakwatch.workbench.alerts.StoredAlerts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch reveal}: who is behind pseudonyms, for whoever holds the key. */
@Command(
    name = "reveal",
    description = {
      "Prints the names and addresses behind pseudonyms (pseudonymize.key-file), one a line, or"
          + " alerts with the names put in. Only whoever holds the key can do that.",
      "Every address is some other one's pseudonym: give none that was not a pseudonym."
    },
    footer = {
      "",
      "Examples:",
      "  ./leakwatch reveal --key-file key id-k7qd-mfzxgylcnrswc43vmvzgs 52.240.73.9",
      "  ./leakwatch reveal --key-file key --alerts run > named.jsonl"
    })
public final class RevealCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--key-file",
      required = true,
      paramLabel = "FILE",
      description = "The key that the job had, as in pseudonymize.key-file.")
  private Path keyFile;

  @Option(
      names = "--alerts",
      paramLabel = "RUN",
      description =
          "Instead of VALUE: a folder that 'replay --output' has written, or its alerts.jsonl. Each"
              + " alert is printed in its latest revision, a JSON object a line.")
  private Path alerts;

  @Parameters(arity = "0..*", paramLabel = "VALUE", description = "Pseudonyms or addresses.")
  private List<String> values = List.of();

  @Override
  public Integer call() {
    if (values.isEmpty() == (alerts == null)) {
      throw new ParameterException(
          spec.commandLine(), "give pseudonyms to reveal, or --alerts RUN, and not both");
    }
    Pseudonyms pseudonyms = new Pseudonyms(key());
    PrintWriter out = spec.commandLine().getOut();
    if (alerts == null) {
      values.stream().map(value -> revealed(value, pseudonyms)).toList().forEach(out::println);
    } else {
      NamedAlert named = new NamedAlert(pseudonyms);
      for (StoredAlert alert : StoredAlerts.in(alerts)) {
        out.println(named.of(alert));
      }
    }
    out.flush();
    return 0;
  }

  private PseudonymKey key() {
    try {
      return PseudonymKey.read(keyFile);
    } catch (IllegalArgumentException fault) {
      throw new CommandFault(fault.getMessage(), fault);
    }
  }

  private static String revealed(String value, Pseudonyms pseudonyms) {
    String name = pseudonyms.nameBehind(value);
    String found = name == null ? pseudonyms.addressBehind(value) : name;
    if (found == null) {
      throw new CommandFault(
          ("%s is no pseudonym of this key, whose pseudonyms begin with %s, or of a name of more than"
                  + " 280 bytes, which nobody can take back; give the key that the job had")
              .formatted(Shown.text(value), pseudonyms.prefix()));
    }
    return Shown.text(found);
  }
}
