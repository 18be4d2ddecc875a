/** Reads the public facts and answers what is asked. */
@NullMarked
package org.mingjian.opendata.app;

import org.jspecify.annotations.NullMarked;
