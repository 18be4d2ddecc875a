@NullMarked
package org.mingjian.sealing.web;

import org.jspecify.annotations.NullMarked;
