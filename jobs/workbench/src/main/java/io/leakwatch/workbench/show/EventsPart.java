package io.leakwatch.workbench.show;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Alert;
import io.leakwatch.workbench.show.CausingEvents.Event;
import io.leakwatch.workbench.terminal.Moments;
import java.util.ArrayList;
import java.util.List;

/** The part of a page that is about the events behind an alert. */
record EventsPart(Moments moments) {

  /**
   * Its parts; none for an alert that names no events.
   *
   * @param events null if nobody looked for them
   */
  List<Block> blocks(Alert alert, CausingEvents events) {
    List<String> ids = alert.getEventIds();
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    if (events == null) {
      blocks.add(
          new Block.Heading(
              2,
              "Causing events: "
                  + Figures.counted(ids.size(), "id")
                  + " (--events FILE_OR_FOLDER shows the events)"));
      blocks.add(new Block.Paragraph(Quoted.names(ids)));
      return blocks;
    }
    blocks.add(
        new Block.Heading(
            2, "Causing events: %d of %d found".formatted(events.found().size(), ids.size())));
    if (!events.found().isEmpty()) {
      blocks.add(new Block.Items(events.found().stream().map(this::words).toList()));
    }
    if (!events.missing().isEmpty()) {
      blocks.add(new Block.Paragraph("Not found: " + Quoted.names(events.missing()) + "."));
    }
    if (events.unreadable() > 0 && !events.missing().isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              "They may be among "
                  + Figures.counted(events.unreadable(), "record")
                  + " of these files that cannot be read."));
    }
    return blocks;
  }

  private String words(Event event) {
    return "%s  %s %s: %s"
        .formatted(
            moments.exact(event.at()),
            event.kind().topic(),
            Quoted.name(event.id()),
            new EventWords(moments).fields(event.record()));
  }
}
