package io.leakwatch.pipeline.types;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every observation there can be. */
final class AnyObservation {

  private AnyObservation() {}

  /** Any text of whole characters: what Avro and the JSON reader let in. */
  static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(30)
        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }

  private static Arbitrary<String> maybe() {
    return texts().injectNull(0.2);
  }

  private static Arbitrary<Integer> whole() {
    return Arbitraries.integers().greaterOrEqual(0);
  }

  static Arbitrary<Entity> entities() {
    return Combinators.combine(Arbitraries.of(SubjectType.class), texts()).as(Entity::new);
  }

  /** Observations of any entity, half of them of one that the activity itself names. */
  static Arbitrary<Observation> observations() {
    Arbitrary<Activity> activities =
        Arbitraries.oneOf(
            logins().map(login -> login), calls().map(call -> call), dms().map(dm -> dm));
    return Combinators.combine(activities, entities(), Arbitraries.of(true, false))
        .as(
            (activity, entity, own) -> {
              Entity named = own ? Entity.of(entity.type(), activity) : null;
              return new Observation(named == null ? entity : named, activity);
            });
  }

  private static Arbitrary<Place> places() {
    return Combinators.combine(
            maybe(),
            Arbitraries.doubles().between(-90, 90),
            Arbitraries.doubles().between(-180, 180),
            Arbitraries.integers().greaterOrEqual(-1))
        .as(Place::new);
  }

  private static Arbitrary<Login> logins() {
    return Combinators.combine(
            Combinators.combine(texts(), Arbitraries.longs(), maybe(), maybe(), whole())
                .as(Head::new),
            Arbitraries.of(LoginAction.class),
            Arbitraries.of(LoginOutcome.class),
            Arbitraries.of(FailureReason.class).injectNull(0.3),
            Arbitraries.longs(),
            Combinators.combine(maybe(), maybe(), maybe()).as((a, b, c) -> new String[] {a, b, c}),
            Arbitraries.of(LoginMethod.class),
            places().injectNull(0.3))
        .as(
            (head, action, outcome, reason, agent, names, method, place) ->
                new Login(
                    head.eventId,
                    head.at,
                    action,
                    outcome,
                    reason,
                    head.account,
                    head.address,
                    head.network,
                    names[2],
                    names[0],
                    names[1],
                    method,
                    agent % 2 == 0,
                    place));
  }

  private record Head(String eventId, long at, String account, String address, int network) {}

  private static Arbitrary<ApiCall> calls() {
    return Combinators.combine(
            Combinators.combine(texts(), Arbitraries.longs(), maybe(), maybe(), whole())
                .as(Head::new),
            Combinators.combine(maybe(), maybe(), maybe()).as((a, b, c) -> new String[] {a, b, c}),
            Arbitraries.of(ClientKind.class),
            Arbitraries.longs(),
            Arbitraries.of(Operation.class),
            Arbitraries.of(ResourceKind.class),
            Arbitraries.integers().between(100, 599),
            whole())
        .as(
            (head, names, kind, agent, operation, resource, status, records) ->
                new ApiCall(
                    head.eventId,
                    head.at,
                    names[0],
                    kind,
                    head.account,
                    head.address,
                    head.network,
                    agent,
                    names[1],
                    names[2] == null ? "" : names[2],
                    agent % 3 == 0,
                    (int) Math.floorMod(agent, 1000L) - 1,
                    operation,
                    resource,
                    names[2],
                    status,
                    records,
                    DataClasses.ofBits(agent.intValue()),
                    names[0] == null ? "" : names[0],
                    agent % 2 == 0 ? ApiCall.UNKNOWN_AGE : agent));
  }

  private static Arbitrary<DmActivity> dms() {
    return Combinators.combine(
            Combinators.combine(texts(), Arbitraries.longs(), maybe(), maybe(), whole())
                .as(Head::new),
            Arbitraries.of(DmKind.class),
            Combinators.combine(maybe(), maybe(), maybe()).as((a, b, c) -> new String[] {a, b, c}),
            Arbitraries.of(Encryption.class),
            Arbitraries.of(CallRoute.class).injectNull(0.5),
            Arbitraries.of(true, false).injectNull(0.3),
            whole(),
            Arbitraries.longs())
        .as(
            (head, kind, names, encryption, route, answered, count, bits) ->
                new DmActivity(
                    head.eventId,
                    head.at,
                    kind,
                    head.account,
                    names[0],
                    names[1],
                    names[2],
                    head.address,
                    head.network,
                    count,
                    (bits & 1) != 0,
                    (bits & 2) != 0,
                    count / 2 - 1,
                    encryption,
                    DataClasses.ofBits(bits.intValue()),
                    (bits & 4) != 0 ? ApiCall.UNKNOWN_AGE : bits,
                    route,
                    (bits & 8) != 0,
                    answered,
                    count - 1L));
  }
}
