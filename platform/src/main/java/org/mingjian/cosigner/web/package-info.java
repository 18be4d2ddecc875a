@NullMarked
package org.mingjian.cosigner.web;

import org.jspecify.annotations.NullMarked;
