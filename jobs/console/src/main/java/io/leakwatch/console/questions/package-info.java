/** What the pages ask of the console's store. */
package io.leakwatch.console.questions;
