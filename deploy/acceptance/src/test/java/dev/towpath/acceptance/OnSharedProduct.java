package dev.towpath.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class that is content with tables of its own on the product that {@link SharedProduct} starts once. They all run after
 * the others, so that it stands idle beside none.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedProduct.class)
@Order(Integer.MAX_VALUE)
@interface OnSharedProduct {}
