package io.leakwatch.benchmarks.rivals.esper;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.configuration.common.ConfigurationCommonEventTypeBean;
import com.espertech.esper.common.client.util.AccessorStyle;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import io.leakwatch.benchmarks.rivals.Attempt;
import io.leakwatch.benchmarks.rivals.Baseline;
import io.leakwatch.benchmarks.rivals.Read;
import io.leakwatch.benchmarks.rivals.Reader;
import io.leakwatch.benchmarks.rivals.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The detectors in Esper's language, {@code detectors.epl}, and what they are compiled for. */
final class Statements {

  private Statements() {}

  static EPCompiled compiled() throws IOException, EPCompileException {
    try (InputStream epl = Statements.class.getResourceAsStream("detectors.epl")) {
      String text = new String(epl.readAllBytes(), StandardCharsets.UTF_8);
      return EPCompilerProvider.getCompiler().compile(text, new CompilerArguments(configuration()));
    }
  }

  /** For runtimes that one thread uses: without locks, and without a clock of their own. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    for (Class<?> type : new Class<?>[] {Attempt.class, Sighting.class, Read.class}) {
      ConfigurationCommonEventTypeBean bean = new ConfigurationCommonEventTypeBean();
      bean.setAccessorStyle(AccessorStyle.PUBLIC); // a record's accessors are properties
      configuration.getCommon().addEventType(type.getSimpleName(), type.getName(), bean);
    }
    configuration.getCommon().addImport(Baseline.class);
    configuration.getCommon().addImport(Reader.class);
    configuration.getCompiler().getByteCode().setAllowSubscriber(true);
    configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
    configuration.getRuntime().getThreading().setListenerDispatchPreserveOrder(false);
    configuration.getRuntime().getThreading().setInsertIntoDispatchPreserveOrder(false);
    configuration.getRuntime().getThreading().setNamedWindowConsumerDispatchPreserveOrder(false);
    configuration.getRuntime().getExecution().setDisableLocking(true);
    return configuration;
  }
}
