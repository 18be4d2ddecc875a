/** Endpoints of draws and their published record. */
@NullMarked
package org.mingjian.draw.web;

import org.jspecify.annotations.NullMarked;
