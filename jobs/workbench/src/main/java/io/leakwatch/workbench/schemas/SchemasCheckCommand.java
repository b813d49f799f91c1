package io.leakwatch.workbench.schemas;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.ConfigurationFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.SourceOptions;
import io.leakwatch.pipeline.registry.RegistryAccess;
import io.leakwatch.pipeline.registry.RegistryAway;
import io.leakwatch.pipeline.registry.RegistryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch schemas check}: for CI, before a new version is deployed. */
@Command(
    name = "check",
    description = {
      "Says whether this version can read what the topics of events hold: each version of the"
          + " registry's subjects login-events-value and so on, and whether readers of alerts-value"
          + " and dead-letters-value can read what this version writes, if there are such subjects.",
      "Exit status 0: all of it; 1: something not, or nothing found to compare."
    })
public final class SchemasCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The schema registry; default: source.registry.url of --config. Apicurio's is at"
              + " /apis/ccompat/v7.")
  private String url;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The job's configuration: names of topics, and source.registry for what is not given here.")
  private Path config;

  @Option(names = "--user", paramLabel = "NAME", description = "Who asks the registry.")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the user's password.")
  private Path passwordFile;

  @Option(names = "--token-file", paramLabel = "FILE", description = "File with a bearer token.")
  private Path tokenFile;

  @Override
  public Integer call() throws Exception {
    JobConfig job = configuration();
    RegistryAccess access = access(SourceOptions.registry(job.kafka()));
    List<String> faults = access.faults();
    if (!faults.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "the registry's " + String.join("; its ", faults));
    }
    List<SubjectChecks.Finding> findings;
    try {
      findings = new SubjectChecks(new RegistryClient(access), job.kafka()).findings();
    } catch (RegistryAway away) {
      throw new CommandFault(away.getMessage(), away);
    }
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding -> out.println(Shown.text(finding.words())));
    if (findings.stream().noneMatch(SubjectChecks.Finding::compared)) {
      throw new CommandFault(
          "found nothing to compare in the schema registry at %s; check --registry, and the topics in"
                  .formatted(access.url())
              + " --config");
    }
    long wrong = findings.stream().filter(SubjectChecks.Finding::isFault).count();
    if (wrong > 0) {
      throw new CommandFault(
          wrong == 1
              ? "1 schema does not go with this version"
              : wrong + " schemas do not go with this version");
    }
    out.println("all that was found goes with this version");
    return 0;
  }

  private JobConfig configuration() throws IOException {
    try {
      return config == null ? JobConfig.defaults() : JobConfig.read(config);
    } catch (ConfigurationFault faults) {
      throw new ParameterException(spec.commandLine(), faults.getMessage(), faults);
    }
  }

  private RegistryAccess access(RegistryAccess configured) {
    boolean isOwn = user != null || passwordFile != null || tokenFile != null;
    return new RegistryAccess(
        url == null ? configured.url() : url,
        isOwn ? (user == null ? "" : user) : configured.user(),
        isOwn ? secret(passwordFile) : configured.password(),
        isOwn ? secret(tokenFile) : configured.token());
  }

  private static String secret(Path file) {
    try {
      return file == null ? "" : Files.readString(file).strip();
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + file + ": " + Reason.of(fault), fault);
    }
  }
}
