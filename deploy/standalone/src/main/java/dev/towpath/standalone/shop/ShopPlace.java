package dev.towpath.standalone.shop;

/**
 * Where a shop is.
 *
 * @param revision the one that its services' code was written for
 */
public record ShopPlace(ShopFolder folder, int targetPort, int apiPort, String revision) {
    /** The revision of the documentation's example, and of the demo. */
    public static final String REVISION = "20260306_add_display_name";

    public ShopTables tables() {
        return new ShopTables(targetPort);
    }
}
