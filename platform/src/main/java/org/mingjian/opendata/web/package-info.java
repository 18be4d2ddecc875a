/** Addresses for programs. */
@NullMarked
package org.mingjian.opendata.web;

import org.jspecify.annotations.NullMarked;
