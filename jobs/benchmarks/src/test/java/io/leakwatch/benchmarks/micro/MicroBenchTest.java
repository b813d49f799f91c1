package io.leakwatch.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.local.CommandFault;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class MicroBenchTest {

  @Test
  void everyBenchmarkIsFound() {
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);

    Set<BenchmarkListEntry> found = BenchmarkList.defaultList().getAll(silent, List.of());

    assertThat(
            found.stream()
                .map(entry -> entry.getUsername().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "DecodeBenchmark.decode",
            "DecodeBenchmark.decodeTheLongWay",
            "RouteBenchmark.route",
            "RouteBenchmark.routeAndSerialize",
            "SensorBenchmark.observe",
            "DistinctBenchmark.addAndCount");
  }

  @Test
  void aBenchmarkRuns() throws Exception {
    Options once =
        new OptionsBuilder()
            .include("DistinctBenchmark")
            .param("keys", "16")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(once).run();

    assertThat(results)
        .extracting(result -> result.getPrimaryResult().getScoreUnit())
        .containsExactly("ns/op");
  }

  @Test
  void aNameThatNoneHasIsTold() {
    assertThatThrownBy(() -> MicroBench.run("NoSuchBenchmark", 0))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("NoSuchBenchmark");
  }
}
