package io.leakwatch.workbench.importing.sshd;

import io.leakwatch.workbench.importing.lines.SyslogLine;
import io.leakwatch.workbench.importing.sshd.Connections.Connection;

/**
 * Attempts that are held back, until other lines report them as well or nothing more is to come.
 *
 * @param witness the message that reported them
 * @param number of the line, from 1
 * @param n how many
 */
record HeldAttempts(
    Connection connection, SshdMessage witness, SyslogLine said, long number, String line, int n) {}
