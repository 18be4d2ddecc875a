/** The specification as JSON. */
@NullMarked
package org.mingjian.spec.web;

import org.jspecify.annotations.NullMarked;
