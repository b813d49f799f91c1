/** Who may ask the console what: users, sessions, proxies, and the rules by path and method. */
package io.leakwatch.console.access;
