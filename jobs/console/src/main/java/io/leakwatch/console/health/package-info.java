/** How the job, the console and what it hands over are doing. */
package io.leakwatch.console.health;
