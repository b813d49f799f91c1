package io.leakwatch.workbench.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import org.junit.jupiter.api.Test;

class CapacityCommandTest {

  @Test
  void theTableHoldsWhatAPlatformNeeds() {
    CommandRun run =
        CommandRun.of(
            "capacity",
            "--accounts=10000000",
            "--active-share=0.5",
            "--addresses=0",
            "--clients=0",
            "--conversations=0",
            "--events-per-second=120000",
            "--event-bytes=200",
            "--events-per-second-per-core=50000",
            "--busy-share=0.5",
            "--checkpoint-interval=30s",
            "--task-manager-cores=2");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("| what | how much | from |")
        .contains("| accounts remembered | 5,000,000 | active within 60 days |")
        .contains("| **cores** | 5 | 50,000 events/s each, 50 % busy |")
        .contains("| into Kafka | 24 MB/s | 200 bytes an event |")
        .contains("| written by the brokers | 72 MB/s | 3 copies |")
        .contains("| **task managers** | 3 | 3 by cores, 1 by heap, of 2 cores and 28.0 GB heap |")
        .contains("| parallelism | 5 | of at most 720 |");
  }

  @Test
  void whatIsNotToldFollowsFromTheAccounts() {
    CommandRun run = CommandRun.of("capacity", "--accounts=3000000", "--active-share=0.5");

    assertThat(run.out())
        .contains("| accounts remembered | 1,500,000 |")
        .contains("| addresses remembered | 1,000,000 |")
        .contains("| clients remembered | 3,000 |")
        .contains("| conversations remembered | 3,000,000 |");
  }

  @Test
  void moreSubtasksThanTheJobCanHaveAreToldOf() {
    CommandRun run = CommandRun.of("capacity", "--events-per-second=50000000");

    assertThat(run.out())
        .contains("| parallelism | 834 | MORE than the job's highest parallelism of 720: ");
  }

  @Test
  void aShareAboveOneIsRefused() {
    CommandRun run = CommandRun.of("capacity", "--busy-share=1.2");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--busy-share must be above 0 and up to 1");
  }
}
