package io.leakwatch.pipeline.relate;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.schemas.Alert;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.types.Either;

/** What there is to learn about a subject: a state of one of its alerts, or a link to another. */
final class Notes {

  static final TypeInformation<Either<Alert, Link>> TYPE =
      new EitherTypeInfo<>(RaiseOperator.ALERT, RaiseOperator.LINK);

  /** Of one moment the states come first. */
  static final Comparator<Either<Alert, Link>> OF_A_MOMENT =
      Comparator.<Either<Alert, Link>, Boolean>comparing(Either::isRight)
          .thenComparing(Notes::alertId)
          .thenComparing(note -> note.isRight() ? 0 : note.left().getRevision())
          .thenComparing(note -> note.isRight() ? note.right().other() : "");

  private Notes() {}

  static Entity subject(Either<Alert, Link> note) {
    return note.isRight() ? note.right().subject() : subject(note.left());
  }

  static Entity subject(Alert alert) {
    return new Entity(alert.getSubject().getType(), alert.getSubject().getId());
  }

  static long at(Either<Alert, Link> note) {
    return note.isRight() ? note.right().at() : note.left().getUpdatedAt().toEpochMilli();
  }

  private static String alertId(Either<Alert, Link> note) {
    return note.isRight() ? note.right().alertId() : note.left().getAlertId();
  }
}
