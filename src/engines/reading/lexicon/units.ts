/** Trade units: the class of a unit, then every way it is written. An item's own unit aliases always win over this list. */
export const units = `
case: case, cases, cs, c/s, ctn, ctns, carton, cartons, cartoon, cartun, crtn, car, cart, karton, box, boxes, bx, bxs, peti, petti, pettie, petee, petiyan, khoka, khokha, khoke, dibba, dibbe, dabbe, pety, पेटी, पेटियां, पेट्या, बॉक्स, खोका, खोके, कार्टन, डिब्बा, डिब्बे, પેટી, બોક્સ, કાર્ટન, પેટીઓ, பெட்டி, பாக்ஸ், அட்டைப்பெட்டி, പെട്ടി, ബോക്സ്, കാർട്ടൺ, كرتون, كراتين, كرتونة, كرتونه, karton, kartoon, kartoona, karateen, kratin, krtn, صندوق, صناديق, sandoq, بوكس, پیٹی, کارٹن, ڈبہ, pk/ctn
crate: crate, crates, crt, crat, cret, kret, tray, trays, क्रेट, ट्रे, ક્રેટ, கிரேட், ക്രേറ്റ്, صينية
piece: pc, pcs, pce, pces, piece, pieces, nos, no, no's, nag, nang, ea, each, unit, units, pis, adad, qty, st, stk, नग, पीस, अदद, પીસ, નંગ, પીસી, துண்டு, எண்ணம், പീസ്, എണ്ണം, ennam, ennum, حبة, حبه, حبات, 7aba, 7abba, 7abbat, habba, habbat, hbh, قطعة, قطعه, قطع, git3a, get3a, qet3a, qit3a, عدد, pices, peace, عدد واحد, پیس
pack: pkt, pkts, packet, packets, pack, packs, pk, paket, pouch, pouches, pudi, pudiya, पैकेट, पाकीट, पाकिट, पुडी, पैक, પેકેટ, பாக்கெட், പാക്കറ്റ്, باكيت, بكيت, باكت, عبوة, پیکٹ
bag: bag, bags, bori, boriyan, borian, bora, katta, katte, gon, goni, sack, sacks, thaila, thela, बोरी, बोरे, कट्टा, गोणी, बैग, થેલી, બોરી, બેગ, ગુણી, மூட்டை, moottai, mootai, ചാക്ക്, chakku, كيس, اكياس, أكياس, kees, akyas, kis, شوال, shwal, shawal, بوری
bottle: bottle, bottles, btl, btls, botal, bottal, shishi, बोतल, बाटली, બોટલ, பாட்டில், കുപ്പി, kuppi, قارورة, زجاجة, غرشة, بطل
jar: jar, jars, barni, बरणी, जार, બરણી, مرطبان, برطمان
tin: tin, tins, tinn, dabba, daba, dabbo, dabe, dabba, kanastar, pipa, टिन, डबा, डबे, डब्बा, ડબ્બો, ડબ્બા, டின், ടിൻ, علبة, علب, علبه, 3olba, 3elba, تنكة, tanka, تنك
can: can, cans, कैन, கேன், കാൻ, جالون, galon
bucket: bucket, buckets, bkt, bkts, balti, baldi, badli, pail, pails, बाल्टी, बादली, બાલ્ટી, ડોલ, dol, வாளி, ബക്കറ്റ്, سطل, سطول, satl, satel
drum: drum, drums, drm, barrel, barrels, bbl, ड्रम, ડ્રમ, டிரம், برميل, براميل, barmil, brmeel, ڈرم
roll: roll, rolls, rol, रोल, રોલ, ரோல், റോൾ, رول, رولات, لفة, لفات, lafa, laffa, lfh
coil: coil, coils, कॉइल, કોઇલ, ملف, bandal coil
bundle: bundle, bundles, bdl, bdls, bndl, bndls, gaddi, bandal, bundal, gattha, बंडल, गड्डी, બંડલ, கட்டு, ബണ്ടിൽ, bandil, ربطة, ربطه, ربط, rabta, rabtah, حزمة, بندل, bandl
length: length, lengths, len, lgth, lgt, lths, nali, lambai, pipe length, लंबाई, नळी, عود, عيدان, طول, ماسورة واحدة, 3oud, 3ood
set: set, sets, सेट, સેટ, செட், സെറ്റ്, طقم, اطقم, أطقم, taqm, taqim, سيت
pair: pair, pairs, pr, prs, jodi, joda, jodee, जोड़ी, જોડી, ஜோடி, ജോഡി, jodi, زوج, ازواج, zoj
strip: strip, strips, patti, ladi, lari, ladee, string, पट्टी, लडी, लड़ी, લડી, પટ્ટી, سترب, شريط, mala
sheet: sheet, sheets, शीट, شيت, لوح, الواح, ألواح, lo7, loh
pallet: pallet, pallets, plt, plts, पैलेट, طبلية, طبليات, tabliya, بالتة, باليت
dozen: dozen pack
ream: ream, reams, reem
tub: tub, tubs, cup, cups
sleeve: sleeve, outer, outers, inner, inners
kg: kg, kgs, k.g, k.g., kilo, kilos, kilogram, kilograms, kilogramme, kelo, kilu, keji, किलो, किग्रा, के.जी, કિલો, કિગ્રા, கிலோ, കിലോ, كيلو, كجم, كغ, كيلوجرام, kelo, کلو
g: g, gm, gms, gr, grm, grms, gram, grams, gramme, ग्राम, ग्रॅम, ગ્રામ, கிராம், ഗ്രാം, جرام, غرام, جم, غم, گرام
quintal: quintal, quintals, qtl, qntl, kuntal, kvintal, क्विंटल, ક્વિન્ટલ, قنطار
tonne: ton, tons, tonne, tonnes, mt, टन, ટન, டன், ടൺ, طن, اطنان, أطنان, tonn
l: l, lt, ltr, ltrs, lit, lits, litre, litres, liter, liters, litter, lts, लीटर, लिटर, લિટર, લીટર, லிட்டர், ലിറ്റർ, لتر, لترات, litar, لیٹر
ml: ml, mls, m.l, millilitre, milliliter, एमएल, मिली, मिलि, એમએલ, மில்லி, മില്ലി, مل, ملي
m: m, mtr, mtrs, metre, metres, meter, meters, mt., mitar, mtr., rmt, मीटर, મીટર, மீட்டர், മീറ്റർ, متر, امتار, أمتار, matr, mitr, میٹر
mm: mm, mms, m.m, एमएम, એમએમ, millimetre, millimeter, ملم, مم, ملي متر
cm: cm, cms, centimetre, सेमी, سم
inch: inch, inches, in, ins, inchi, इंच, ઇંચ, இன்ச், ഇഞ്ച്, بوصة, بوصه, انش, إنش, insh, bosa, boosa, انچ, inc
ft: ft, feet, foot, fit, फुट, ફૂટ, அடி, അടി, قدم
sqmm: sqmm, sq.mm, sq mm, mm2
deg: deg, degree, degrees, درجة, drj
gauge: gauge, swg, awg, gsm
bar: bar, psi
volt: volt, volts, v, kv
watt: watt, watts, w, kw, hp
amp: amp, amps, ampere
`;
/** Duals of Arabic: one word that says two of a unit. */
export const duals = `
case: كرتونين, كرتونتين, kartonain, kartoneen, kartonen, kartontein, kartontain, صندوقين, sandoqain, sandooqain, karton ain
piece: حبتين, 7abtain, 7abtein, 7abten, habtain, قطعتين, git3atain, get3tain, qet3atein
bag: كيسين, keesain, kisain, keesen, شوالين
pack: باكيتين, عبوتين
bottle: قارورتين
tin: علبتين, 3elbtain, 3olbtain
bucket: سطلين, satlain
drum: برميلين, barmilain, brmeelain
roll: رولين, لفتين, rolain, roleen, laftain
bundle: ربطتين, rabtain, rabtetain, rabtatain, حزمتين, bandlain
length: عودين, 3oudain, طولين
pair: زوجين
set: طقمين, taqmain
can: جالونين
pallet: طبليتين
kg: كيلوين
tonne: طنين
m: مترين
dozen: درزنين, دزينتين, dozenain
`;
