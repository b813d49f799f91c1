/** Suppressions and controls: made, withdrawn, listed, and tried before they are made. */
package io.leakwatch.console.commands;
