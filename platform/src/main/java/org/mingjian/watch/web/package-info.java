@NullMarked
package org.mingjian.watch.web;

import org.jspecify.annotations.NullMarked;
