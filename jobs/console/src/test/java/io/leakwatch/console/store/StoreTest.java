package io.leakwatch.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.console.api.SampleAlerts;
import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  @TempDir private Path folder;

  private static void fill(Store store, int alerts) {
    store.write(
        to -> {
          for (int i = 0; i < alerts; i++) {
            to.alert(SampleAlerts.alert("a" + i).build(), i, 0);
          }
        });
  }

  private static long alerts(Store store) {
    return store.read(sql -> sql.number("SELECT count(*) FROM alert"));
  }

  @Test
  void whatWasWrittenIsThereWhenItIsOpenedAgain() {
    try (Store store = Store.open(folder)) {
      fill(store, 3);
    }
    try (Store store = Store.open(folder)) {
      assertThat(alerts(store)).isEqualTo(3);
      assertThat(store.bytes()).isPositive();
    }
  }

  @Test
  void aFolderHasOneConsole() {
    try (Store store = Store.open(folder)) {
      assertThatThrownBy(() -> Store.open(folder))
          .isInstanceOf(CommandFault.class)
          .hasMessageContaining("another console uses the folder")
          .hasMessageContaining("console.folder");
      assertThat(alerts(store)).isZero();
    }
    Store.open(folder).close();
  }

  @Test
  void aFileWhereTheFolderShouldBeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Store.open(file.resolve("below")))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("console.folder");
  }

  @Test
  void aDamagedDatabaseIsMadeAgain() throws IOException {
    try (Store store = Store.open(folder)) {
      fill(store, 500);
    }
    Path file = folder.resolve("console.db");
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = 4096; at < damaged.length(); at += 4096) {
        damaged.seek(at);
        damaged.write(new byte[200]);
      }
    }

    try (Store store = Store.open(folder)) {
      assertThat(alerts(store)).isZero();
      fill(store, 2);
      assertThat(alerts(store)).isEqualTo(2);
    }

    Files.writeString(file, "no database at all, whatever its name says".repeat(100));
    try (Store store = Store.open(folder)) {
      assertThat(alerts(store)).isZero();
    }
  }

  @Test
  void aDatabaseOfAnotherVersionIsMadeAgain() throws SQLException {
    try (Store store = Store.open(folder)) {
      fill(store, 2);
    }
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("console.db"));
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    try (Store store = Store.open(folder)) {
      assertThat(alerts(store)).isZero();
    }
  }

  @Test
  void aBatchIsWrittenWhollyOrNotAtAll() {
    try (Store store = Store.open(folder)) {
      assertThatThrownBy(
              () ->
                  store.write(
                      to -> {
                        to.alert(SampleAlerts.alert("half").build(), 1, 0);
                        to.position("alerts", 0, "id", 7, 1, 0);
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");

      assertThat(alerts(store)).isZero();
      assertThat(store.read(Positions::of).all()).isEmpty();
      fill(store, 1);
      assertThat(alerts(store)).isEqualTo(1);
    }
  }
}
