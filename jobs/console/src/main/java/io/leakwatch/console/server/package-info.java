/** The web server: the page's files, JSON's errors, live updates, and what protects all of them. */
package io.leakwatch.console.server;
