@NullMarked
package org.mingjian.anchor.web;

import org.jspecify.annotations.NullMarked;
