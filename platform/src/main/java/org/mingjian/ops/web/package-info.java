@NullMarked
package org.mingjian.ops.web;

import org.jspecify.annotations.NullMarked;
