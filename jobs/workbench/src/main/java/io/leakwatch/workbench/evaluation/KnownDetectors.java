package io.leakwatch.workbench.evaluation;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.evaluation.EvaluationFiles.Numbered;
import io.leakwatch.workbench.terminal.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Labels are of detectors that there are. A slip in an id would count as an attack that was missed,
 * and nobody would look for the slip.
 */
final class KnownDetectors {

  private KnownDetectors() {}

  /**
   * Checks them all.
   *
   * @throws CommandFault if a label is of an unknown detector; it names the first, and what may
   *     have been meant
   */
  static void require(Path file, List<Numbered<Label>> labels) {
    List<String> known = Detectors.ALL.stream().map(DetectorType::id).toList();
    List<Integer> wrong =
        IntStream.range(0, labels.size())
            .filter(i -> !known.contains(labels.get(i).value().about().detectorId()))
            .boxed()
            .toList();
    if (wrong.isEmpty()) {
      return;
    }
    int first = wrong.get(0);
    String id = labels.get(first).value().about().detectorId();
    String more =
        wrong.size() == 1
            ? ""
            : " (and %s of an unknown detector)"
                .formatted(Figures.counted(wrong.size() - 1, "more label"));
    throw new CommandFault(
        "%s: label %d (line %d): detector \"%s\" is none of ours%s%s"
            .formatted(
                file,
                first + 1,
                labels.get(first).line(),
                Shown.text(id),
                Nearest.hint(id, known, "; './leakwatch detectors' lists them"),
                more));
  }
}
