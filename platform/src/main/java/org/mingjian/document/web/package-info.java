@NullMarked
package org.mingjian.document.web;

import org.jspecify.annotations.NullMarked;
