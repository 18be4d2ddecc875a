@NullMarked
package org.mingjian.protection.web;

import org.jspecify.annotations.NullMarked;
