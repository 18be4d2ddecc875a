@NullMarked
package org.mingjian.registry.web;

import org.jspecify.annotations.NullMarked;
