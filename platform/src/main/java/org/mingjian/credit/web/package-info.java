@NullMarked
package org.mingjian.credit.web;

import org.jspecify.annotations.NullMarked;
