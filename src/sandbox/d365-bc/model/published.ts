import { defineModel, entitySet } from '../../kit/odata4/index.ts';

/** Pages that an administrator has published as web services, because API v2.0 has no such thing: field names as those pages have them. */
export const publishedModel = defineModel('NAV', [
  entitySet('ItemUnits', 'Item_No text20 key\n Code text10 key\n Qty_per_Unit_of_Measure decimal', {}, { versioned: true }),
  entitySet(
    'SalesPrices',
    `Item_No text20 key
     Sales_Type text30 key
     Sales_Code text20 key
     Starting_Date date key
     Currency_Code text10 key
     Variant_Code text10 key
     Unit_of_Measure_Code text10 key
     Minimum_Quantity decimal key
     Unit_Price decimal
     Ending_Date date
     Price_Includes_VAT bool`,
    {},
    { versioned: true },
  ),
  entitySet(
    'CustomerCards',
    'No text20 key\n Name_2 text50\n Customer_Price_Group text10\n Language_Code text10\n Shipping_Advice text20\n Location_Code text10',
    {},
    { versioned: true },
  ),
  entitySet(
    'ShipToAddresses',
    'Customer_No text20 key\n Code text10 key\n Name text100\n Address text100\n City text30\n Post_Code text20\n Country_Region_Code text10',
    {},
    { versioned: true },
  ),
  entitySet(
    'ItemLedgerEntries',
    `Entry_No int key
     Item_No text20
     Location_Code text10
     Lot_No text50
     Expiration_Date date
     Quantity decimal
     Remaining_Quantity decimal
     Open bool`,
    {},
    { versioned: true },
  ),
]);
