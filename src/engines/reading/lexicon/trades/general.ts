/** Words of every trade that mean the same: colours, forms of packing, size words, flavours of speech. One group a line. */
export const general = `
red, lal, laal, लाल, લાલ, சிவப்பு, ചുവപ്പ്, chuvappu, احمر, أحمر, حمراء, a7mar, ahmar, tambdi, तांबडी, سرخ
blue, nila, neela, neeli, nili, नीला, नीली, निळा, निळी, વાદળી, நீலம், നീല, neela, ازرق, أزرق, زرقاء, azrag, azraq, نیلا
green, hara, hari, hirva, hirvi, हरा, हरी, हिरवा, हिरवी, લીલો, பச்சை, pachai, പച്ച, pacha, اخضر, أخضر, خضراء, akhdar, a5dar, سبز
yellow, pila, peela, peeli, pivla, पीला, पिवळा, પીળો, மஞ்சள் நிறம், മഞ്ഞ, manja, اصفر, أصفر, صفراء, asfar, پیلا
white, safed, safaid, pandhra, सफेद, सफ़ेद, पांढरा, સફેદ, வெள்ளை, vellai, വെള്ള, vella, ابيض, أبيض, بيضاء, abyad, abyadh, سفید
black, kala, kali, kaala, काला, काली, काळा, કાળો, கருப்பு, karuppu, കറുപ്പ്, karuppu, اسود, أسود, سوداء, aswad, کالا
brown, bhura, भूरा, تپکیری, بني, bonni
grey, gray, sleti, स्लेटी, رمادي, ramadi, rmadi
orange, narangi, santra, नारंगी, संतरा, નારંગી, santre, ஆரஞ்சு, ഓറഞ്ച്, برتقال, برتقالي, burtuqal, bortogal, mosambi orange
pink, gulabi, गुलाबी, ગુલાબી, وردي, wardi
silver, chandi, चांदी, فضي, feddi
gold, golden, sona, सोना, ذهبي, thahabi
tetra, tetrapack, tetrapak, tetra pack, टेट्रा, ટેટ્રા, تترا, تتراباك
bottle, botal, btl, bot, बोतल, बाटली, બોટલ, பாட்டில், കുപ്പി, قارورة, غرشة, زجاجة, بطل, pet
pet, pet bottle, plastic bottle, पेट
pouch, thaili, thelli, thaili wala, pishvi, pishavi, pudi, पिशवी, थैली, पुडी, પાઉચ, કોથળી, pouches, sachet pouch, كيس صغير
sachet, sachets, पाउच, pudiya
jar, barni, बरणी, जार, બરણી, مرطبان, برطمان
tin, dabba, daba, dabbo, डबा, डब्बा, ડબ્બો, can tin, علبة, تنكة
cup, cups, कप, કપ, கப், كوب, كاسة, kap
bucket, balti, baldi, badli, बाल्टी, बादली, બાલ્ટી, ડોલ, pail, سطل
packet, pkt, pack, paket, पैकेट, पाकीट, પેકેટ
bag, bori, gon, katta, बोरी, गोणी, બોરી, كيس, شوال, sack
can, jerrycan, jerry can, carboy, جالون, galon, gallon
drum, barrel, برميل, ड्रम
small, mini, chota, chhota, chotu, nano, lahan
large, big, bada, mota, motha, jumbo, kabir
fresh, taza, taaza, ताज़ा, ताजा, ताजे, طازج
frozen, jama hua, مجمد, mojammad
diced, cubes, cube, cubed, tukda, tukde, क्यूब, ક્યુબ, مكعبات, muka3abat
sliced, slice, slices, स्लाइस, સ્લાઇસ, شرائح, sharayeh
powder, pwdr, powdr, pavdar, paudar, paavdar, पाउडर, पावडर, પાવડર, பொடி, podi, പൊടി, podi, بودرة, مسحوق, bodra, bukni
liquid, liq, tarel, سائل, sa2el
family, familypack, family pack
economy, eco
premium, prem
regular, reg, sada, saada, सादा, साधा, સાદો, normal, plain, عادي, 3adi, simple
half, ardha, ardhe, adha, aadha, aadhi, adhu, अर्धा, आधा, અડધો, نص, نصف, nos
liter, litre, ltr
heavy, heavy duty, hd, bhari, भारी, ثقيل, thaqeel
light, light duty, halka, हल्का, خفيف, khafeef
medium, med
hot, garam, गरम
cold, thanda, ठंडा
special, spl
natural, asli
mix, mixed, mixture, misal, मिक्स, مشكل, meshakal
round, gol, गोल, دائري
square, chokor, chauras, مربع, murabba3
flat, chapta, chapti, चपटा
long, lamba, lambi, लंबा, طويل, taweel
short, chhota wala
thick, mota wala, سميك
thin, patla, patli, पतला, बारीक, barik, barik wala, jini, jina, ઝીણી, رفيع
double, dbl
single, sgl, ekal
set, kit
refill, refil
spare, spares
`;
