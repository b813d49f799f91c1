/** What can be set about the console, and where it is read from. */
package io.leakwatch.console.config;
