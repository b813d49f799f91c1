package io.leakwatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkTest {

  @Test
  void whereCheckpointsHoldChangesAloneSavepointsAreClaimed(@TempDir Path folder) {
    Configuration configuration = new Configuration();

    LocalFlink.keepCheckpoints(configuration, folder);

    assertThat(configuration.get(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG)).isTrue();
    assertThat(configuration.get(StateRecoveryOptions.RESTORE_MODE))
        .isEqualTo(RecoveryClaimMode.CLAIM);
  }
}
