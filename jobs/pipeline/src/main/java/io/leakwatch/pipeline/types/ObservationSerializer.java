package io.leakwatch.pipeline.types;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.schemas.DmKind;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of an observation, the one thing that is shuffled for every event. The entity's id is not
 * repeated where the activity carries it.
 */
public final class ObservationSerializer extends ImmutableSerializer<Observation> {

  public static final ChosenType<Observation> TYPE =
      ChosenType.of(Observation.class, () -> new InOneWrite<>(new ObservationSerializer()));

  private static final int LOGIN = 1;
  private static final int API_CALL = 2;
  private static final int DM_ACTIVITY = 3;

  private static final int MEMBER = 1;
  private static final int KNOWN_CONTACT = 2;
  private static final int RELAY_REQUESTED = 4;
  private static final int ANSWERED = 8;
  private static final int NOT_ANSWERED = 16;

  private transient TextReader texts;

  @Override
  public void serialize(Observation observation, DataOutputView out) throws IOException {
    Activity activity = observation.activity();
    if (activity instanceof Login login) {
      out.writeByte(LOGIN);
      writeLogin(login, out);
    } else if (activity instanceof ApiCall call) {
      out.writeByte(API_CALL);
      writeApiCall(call, out);
    } else if (activity instanceof DmActivity dm) {
      out.writeByte(DM_ACTIVITY);
      writeDmActivity(dm, out);
    }
    Entity entity = observation.entity();
    Entity own = Entity.of(entity.type(), activity);
    boolean repeated = own != null && own.id().equals(entity.id());
    Codes.SUBJECTS.write(entity.type(), out);
    Texts.write(repeated ? null : entity.id(), out);
  }

  @Override
  public TypeSerializer<Observation> duplicate() {
    return new ObservationSerializer();
  }

  @Override
  public Observation deserialize(DataInputView in) throws IOException {
    if (texts == null) {
      texts = new TextReader();
    }
    int kind = in.readByte();
    Activity activity =
        switch (kind) {
          case LOGIN -> readLogin(in);
          case API_CALL -> readApiCall(in);
          case DM_ACTIVITY -> readDmActivity(in);
          default -> throw new IOException("an observation of unknown kind " + kind);
        };
    var type = Codes.SUBJECTS.read(in);
    String id = texts.read(in);
    return new Observation(id == null ? Entity.of(type, activity) : new Entity(type, id), activity);
  }

  private static void writeLogin(Login login, DataOutputView out) throws IOException {
    Texts.write(login.eventId(), out);
    out.writeLong(login.at());
    Codes.ACTIONS.write(login.action(), out);
    Codes.OUTCOMES.write(login.outcome(), out);
    Codes.REASONS.write(login.failureReason(), out);
    Texts.write(login.account(), out);
    Texts.write(login.address(), out);
    VarInts.write(login.network(), out);
    Texts.write(login.userAgent(), out);
    Texts.write(login.device(), out);
    Texts.write(login.session(), out);
    Codes.METHODS.write(login.method(), out);
    out.writeBoolean(login.mfa());
    writePlace(login.place(), out);
  }

  private Login readLogin(DataInputView in) throws IOException {
    return new Login(
        texts.read(in),
        in.readLong(),
        Codes.ACTIONS.read(in),
        Codes.OUTCOMES.read(in),
        Codes.REASONS.read(in),
        texts.read(in),
        texts.read(in),
        (int) VarInts.read(in),
        texts.readKnown(in),
        texts.read(in),
        texts.read(in),
        Codes.METHODS.read(in),
        in.readBoolean(),
        readPlace(in));
  }

  private static void writePlace(Place place, DataOutputView out) throws IOException {
    out.writeBoolean(place != null);
    if (place != null) {
      Texts.write(place.country(), out);
      out.writeDouble(place.latitude());
      out.writeDouble(place.longitude());
      VarInts.write(place.accuracyKm() + 1L, out);
    }
  }

  private Place readPlace(DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return new Place(
        texts.readKnown(in), in.readDouble(), in.readDouble(), (int) (VarInts.read(in) - 1));
  }

  private static void writeApiCall(ApiCall call, DataOutputView out) throws IOException {
    Texts.write(call.eventId(), out);
    out.writeLong(call.at());
    Texts.write(call.client(), out);
    Codes.CLIENTS.write(call.clientKind(), out);
    Texts.write(call.account(), out);
    Texts.write(call.address(), out);
    VarInts.write(call.network(), out);
    out.writeLong(call.userAgentHash());
    Texts.write(call.session(), out);
    Texts.write(call.endpoint(), out);
    out.writeBoolean(call.legacy());
    VarInts.write(call.rateLimit() + 1L, out);
    Codes.OPERATIONS.write(call.operation(), out);
    Codes.RESOURCES.write(call.resource(), out);
    Texts.write(call.target(), out);
    out.writeShort(call.status());
    VarInts.write(call.records(), out);
    out.writeShort(call.dataClasses().bits());
    Texts.write(call.missingScopes(), out);
    writeTime(call.oldestRecordAt(), out);
  }

  private ApiCall readApiCall(DataInputView in) throws IOException {
    return new ApiCall(
        texts.read(in),
        in.readLong(),
        texts.readKnown(in),
        Codes.CLIENTS.read(in),
        texts.read(in),
        texts.read(in),
        (int) VarInts.read(in),
        in.readLong(),
        texts.read(in),
        texts.readKnown(in),
        in.readBoolean(),
        (int) (VarInts.read(in) - 1),
        Codes.OPERATIONS.read(in),
        Codes.RESOURCES.read(in),
        texts.read(in),
        in.readShort(),
        (int) VarInts.read(in),
        DataClasses.ofBits(in.readShort()),
        texts.readKnown(in),
        readTime(in));
  }

  /** Most events have no such time, so it takes one byte then. */
  private static void writeTime(long time, DataOutputView out) throws IOException {
    out.writeBoolean(time != ApiCall.UNKNOWN_AGE);
    if (time != ApiCall.UNKNOWN_AGE) {
      out.writeLong(time);
    }
  }

  private static long readTime(DataInputView in) throws IOException {
    return in.readBoolean() ? in.readLong() : ApiCall.UNKNOWN_AGE;
  }

  private static void writeDmActivity(DmActivity dm, DataOutputView out) throws IOException {
    Texts.write(dm.eventId(), out);
    out.writeLong(dm.at());
    Codes.DM_KINDS.write(dm.kind(), out);
    Texts.write(dm.account(), out);
    Texts.write(dm.peer(), out);
    Texts.write(dm.conversation(), out);
    Texts.write(dm.client(), out);
    Texts.write(dm.address(), out);
    VarInts.write(dm.network(), out);
    VarInts.write(dm.participants(), out);
    out.writeByte(flags(dm));
    VarInts.write(dm.mutualContacts() + 1L, out);
    Codes.ENCRYPTIONS.write(dm.encryption(), out);
    out.writeShort(dm.dataClasses().bits());
    writeTime(dm.recordAt(), out);
    Codes.CALL_ROUTES.write(dm.callRoute(), out);
    VarInts.write(dm.durationMillis() + 1, out);
  }

  private static int flags(DmActivity dm) {
    return (dm.member() ? MEMBER : 0)
        | (dm.knownContact() ? KNOWN_CONTACT : 0)
        | (dm.relayRequested() ? RELAY_REQUESTED : 0)
        | (dm.answered() == null ? 0 : dm.answered() ? ANSWERED : NOT_ANSWERED);
  }

  private DmActivity readDmActivity(DataInputView in) throws IOException {
    String eventId = texts.read(in);
    long at = in.readLong();
    DmKind kind = Codes.DM_KINDS.read(in);
    String account = texts.read(in);
    String peer = texts.read(in);
    String conversation = texts.read(in);
    String client = texts.readKnown(in);
    String address = texts.read(in);
    int network = (int) VarInts.read(in);
    int participants = (int) VarInts.read(in);
    int flags = in.readByte();
    return new DmActivity(
        eventId,
        at,
        kind,
        account,
        peer,
        conversation,
        client,
        address,
        network,
        participants,
        (flags & MEMBER) != 0,
        (flags & KNOWN_CONTACT) != 0,
        (int) (VarInts.read(in) - 1),
        Codes.ENCRYPTIONS.read(in),
        DataClasses.ofBits(in.readShort()),
        readTime(in),
        Codes.CALL_ROUTES.read(in),
        (flags & RELAY_REQUESTED) != 0,
        (flags & (ANSWERED | NOT_ANSWERED)) == 0 ? null : (flags & ANSWERED) != 0,
        VarInts.read(in) - 1);
  }

  @Override
  public TypeSerializerSnapshot<Observation> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of an observation's bytes. */
  public static final class Snapshot extends VersionedSnapshot<Observation> {
    public Snapshot() {
      super(2);
    }

    @Override
    protected TypeSerializer<Observation> serializer(int version) {
      if (version < 2) {
        throw new IllegalStateException(
            "the savepoint holds observations without fields that newer detectors need; drain the"
                + " older job (flink stop --drain) and take a new savepoint");
      }
      return new ObservationSerializer();
    }
  }
}
