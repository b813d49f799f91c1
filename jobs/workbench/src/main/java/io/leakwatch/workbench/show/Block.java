package io.leakwatch.workbench.show;

import java.util.List;

/**
 * A part of a page. All texts are raw: whoever prints the page makes them safe for where it goes.
 */
sealed interface Block {

  /** What the page, or a part of it, is about. */
  record Heading(int level, String text) implements Block {}

  /** Names and what they are, a line each. */
  record Facts(List<Fact> facts) implements Block {}

  /** A name of ours, and what it is. */
  record Fact(String name, String text) {}

  /** Sentences. */
  record Paragraph(String text) implements Block {}

  /** Rows with a cell for each heading. */
  record Table(List<String> headings, List<List<String>> rows) implements Block {}

  /** One after the other, numbered from 1. */
  record Steps(List<String> steps) implements Block {}

  /** In any order. */
  record Items(List<String> items) implements Block {}
}
