/** Dairy, snacks, drinks, staples, spices, bakery, meat and fruit. One group of equal words a line. */
export const food = `
milk, doodh, dudh, dood, doodha, दूध, દૂધ, பால், paal, പാൽ, paal, حليب, 7aleeb, haleeb, 7alib, laban milk, لبن, دودھ
curd, dahi, yogurt, yoghurt, dai, दही, દહીં, தயிர், thayir, തൈര്, thairu, زبادي, روب, zabadi, roob, دہی
buttermilk, chaas, chhaas, chach, chhach, chaach, chhachh, mattha, taak, tak, छाछ, ताक, છાશ, mor, மோர், മോര്, moru, لبن عيران, majjige
lassi, lasi, लस्सी, લસ્સી, லஸ்ஸி, ലസ്സി, لسي
paneer, panir, panner, paner, cottage cheese, पनीर, પનીર, பன்னீர், പനീർ, بانير
butter, makhan, makkhan, makhkhan, loni, maska, makan, मक्खन, लोणी, માખણ, வெண்ணெய், vennai, വെണ്ണ, venna, زبدة, zubda, zebda, مکھن
ghee, ghi, tup, toop, neyi, घी, तूप, ઘી, நெய், nei, നെയ്യ്, neyyu, سمن, سمنة, samn, samna, گھی
cheese, chees, cheez, चीज, ચીઝ, சீஸ், ചീസ്, جبن, جبنة, jibn, jebn, jubn, jebna
cream, malai, saay, मलाई, क्रीम, મલાઈ, ક્રીમ, கிரீம், ക്രീം, قشطة, كريم, qishta, geshta, krim
khoa, khoya, mawa, mava, mavo, khava, khawa, खोया, खवा, मावा, માવો
shrikhand, shrikhnd, srikhand, shreekhand, श्रीखंड, શ્રીખંડ
amrakhand, aamrakhand, आम्रखंड, આમ્રખંડ
basundi, बासुंदी, બાસુંદી
cow, gaay, gai, gay, gaay wala, गाय, ગાય, गायीचे, gaayiche, gayiche, ગાયનું, பசு, pasu, പശു, pashu, بقر, بقري, baqar
buffalo, bhains, bhes, mhais, mhas, mhashi, mhashiche, mhashicha, bhainsh, bhains wala, भैंस, म्हैस, म्हशी, म्हशीचं, म्हशीचे, म्हशीचा, ભેંસ, எருமை, erumai, എരുമ, جاموس, jamoos
skimmed, skim, slim, low fat, lite, lowfat, fat free, خالي الدسم, قليل الدسم
toned, tond, टोंड, ટોન્ડ
full cream, fullcream, fcm, fc, फुल क्रीम, whole milk, كامل الدسم
whey, mattha pani
ice cream, icecream, kulfi, आइसक्रीम, ايس كريم, آيس كريم, بوظة
egg, eggs, anda, ande, अंडा, अंडे, ઈંડા, முட்டை, muttai, മുട്ട, mutta, بيض, baid, bayd
tea, chai, chay, chaha, chaiwala, चाय, चहा, ચા, தேநீர், theneer, tea powder, ചായ, chaya, شاي, shai, shay, چائے
coffee, kaapi, kofi, cofee, कॉफी, કોફી, காபி, കാപ്പി, قهوة, قهوه, gahwa, qahwa, nescafe
sugar, cheeni, chini, shakkar, sakhar, khand, चीनी, शक्कर, साखर, ખાંડ, சர்க்கரை, sarkarai, jeeni, പഞ്ചസാര, panchasara, سكر, sukkar, sukar, shakar, چینی
jaggery, gur, gud, gul, गुड़, गूळ, ગોળ, வெல்லம், vellam, ശർക്കര, sharkkara, jagery
salt, namak, namk, mith, meeth, mithu, नमक, मीठ, મીઠું, உப்பு, uppu, ഉപ്പ്, uppu, ملح, mil7, mel7, milh, نمک
rice, chawal, chaawal, tandul, chokha, चावल, तांदूळ, ચોખા, அரிசி, arisi, അരി, ari, ارز, أرز, رز, roz, ruz, ruzz, چاول
basmati, basmathi, बासमती, بسمتي
flour, atta, aata, pith, maida, आटा, पीठ, લોટ, மாவு, maavu, maavu, മാവ്, طحين, دقيق, t7een, taheen, tahin, آٹا
wheat flour, atta, gehu atta, chakki atta, गेहूं का आटा
refined flour, maida, मैदा, મેંદો, மைதா, മൈദ, plain flour, all purpose flour
gram flour, besan, chickpea flour, बेसन, બેસન, கடலை மாவு, kadalai maavu
semolina, suji, sooji, rava, rawa, सूजी, रवा, રવો, ரவை, ravai, റവ, سميد, smeed
wheat, gehu, gehun, gahu, गेहूं, गहू, ઘઉં, கோதுமை, godhumai, ഗോതമ്പ്, gothambu, قمح, qam7
vermicelli, sevai, seviyan, semiya, sewai, सेवई, सेवइयां, શેવ સેવઈ, சேமியா, സേമിയ, شعيرية, sha3eriya
noodles, nudals, maggi, नूडल्स, نودلز, indomie, نودل
pasta, macaroni, makrona, مكرونة, معكرونة, ma3karona
oil, tel, tael, तेल, તેલ, எண்ணெய், ennai, എണ്ണ, enna, زيت, zait, zeit, تیل
sunflower, surajmukhi, suryamukhi, सूरजमुखी, સૂર્યમુખી, சூரியகாந்தி, سنفلاور, دوار الشمس, عباد الشمس
groundnut, peanut, peanuts, moongfali, mungfali, shengdana, shengdane, sing, seeng, singdana, singtel, मूंगफली, शेंगदाणा, સીંગ, સિંગ, வேர்க்கடலை, verkadalai, nilakadala, നിലക്കടല, فول سوداني, fool sudani
mustard, sarso, sarson, rai, mohri, सरसों, राई, मोहरी, રાઈ, கடுகு, kadugu, കടുക്, kaduku, خردل, khardal
soya, soyabean, soybean, सोया, صويا
palm, pamolein, palmolein, पाम, نخيل
coconut, nariyal, naral, copra, नारियल, नारळ, નાળિયેર, தேங்காய், thengai, തേങ്ങ, thenga, velichenna, جوز هند, جوز الهند, joz hind
sesame, til, teel, gingelly, तिल, તલ, எள், ellu, nallennai, എള്ള്, سمسم, semsem, simsim
olive, zaitoon, jaitun, زيتون, zaytoon
turmeric, haldi, halad, haldhi, हल्दी, हळद, હળદર, haldar, மஞ்சள், manjal, മഞ്ഞൾ, manjal, كركم, kurkum, korkom, ہلدی
chilli, chili, chilly, mirch, mirchi, marcha, marchu, lal mirch, मिर्च, मिरची, મરચું, மிளகாய், milagai, മുളക്, mulaku, فلفل, filfil, felfel, فلفل احمر, shatta, شطة, مرچ
pepper, kali mirch, kalimirch, miri, kala miri, kali miri, काली मिर्च, मिरे, મરી, மிளகு, milagu, കുരുമുളക്, kurumulaku, فلفل اسود, filfil aswad
coriander, dhania, dhaniya, dhana, dhane, धनिया, धणे, ધાણા, கொத்தமல்லி, malli, kothamalli, മല്ലി, malli, كزبرة, kuzbara, kozbara
cumin, jeera, jira, zeera, zira, jiru, जीरा, जिरे, જીરું, சீரகம், seeragam, ജീരകം, jeerakam, كمون, kammoun, kamoon, زیرہ
cardamom, elaichi, ilaichi, elachi, velchi, yelakki, इलायची, वेलची, ઇલાયચી, એલચી, ஏலக்காய், elakkai, ഏലക്ക, elakka, هيل, hail, heel, hel
clove, cloves, laung, lavang, लौंग, लवंग, લવિંગ, கிராம்பு, kirambu, ഗ്രാമ്പൂ, قرنفل, mismar, qronfol
cinnamon, dalchini, dalchinni, दालचीनी, தாலி, pattai, கரும்பட்டை, കറുവപ്പട്ട, قرفة, qirfa, darcin, دارسين
fennel, saunf, sonf, badishep, variyali, सौंफ, बडीशेप, વરિયાળી, சோம்பு, sombu, شمر
fenugreek, methi, मेथी, મેથી, வெந்தயம், vendhayam, ഉലുവ, uluva, حلبة, 7elba
asafoetida, hing, हींग, હિંગ, பெருங்காயம், perungayam, കായം, kayam
ajwain, ajwain, ajmo, carom, ova, अजवाइन, ओवा, અજમો
saffron, kesar, keshar, zafran, केसर, केशर, કેસર, குங்குமப்பூ, കുങ്കുമപ്പൂ, زعفران, za3faran
ginger, adrak, aale, alu, sonth, अदरक, आले, આદુ, இஞ்சி, inji, ഇഞ്ചി, inchi, زنجبيل, zanjabil
garlic, lahsun, lasun, lasan, lehsun, लहसुन, लसूण, લસણ, பூண்டு, poondu, വെളുത്തുള്ളി, veluthulli, ثوم, thoom, toom
onion, pyaz, pyaaz, kanda, dungli, प्याज, कांदा, ડુંગળી, வெங்காயம், vengayam, ഉള്ളി, ulli, بصل, basal
potato, aloo, alu, batata, batate, आलू, बटाटा, બટાકા, બટેટા, உருளைக்கிழங்கு, urulai, ഉരുളക്കിഴങ്ങ്, urulakizhangu, بطاطس, بطاطا, batatis, batates, batata, btats, آلو
tomato, tamatar, tamata, tamate, टमाटर, ટામેટા, தக்காளி, thakkali, തക്കാളി, طماطم, tamatem, bandora, tmatem
lemon, nimbu, limbu, neembu, lime, नींबू, लिंबू, લીંબુ, எலுமிச்சை, elumichai, നാരങ്ങ, naranga, ليمون, laymoon, leimoon
mango, aam, amba, keri, aamba, mengo, आम, आंबा, કેરી, மாம்பழம், mambazham, maanga, മാമ്പഴം, മാങ്ങ, manga, مانجو, مانجا, manga, manja
guava, amrud, amrood, peru, jamfal, अमरूद, पेरू, જામફળ, கொய்யா, koyya, പേരയ്ക്ക, perakka, جوافة, جوافه, jawafa, gwafa
apple, seb, safarchand, saphar, सेब, सफरचंद, સફરજન, ஆப்பிள், ആപ്പിൾ, تفاح, tuffah, toffa7
banana, kela, kele, केला, केळी, કેળા, வாழை, vazhai, വാഴ, ethakka, موز, mooz, moz
grape, grapes, angur, angoor, draksh, अंगूर, द्राक्षे, દ્રાક્ષ, திராட்சை, മുന്തിരി, عنب, enab
pineapple, ananas, अनानास, અનાનસ, அன்னாசி, പൈനാപ്പിൾ, اناناس
pomegranate, anar, dalimb, अनार, डाळिंब, દાડમ, மாதுளை, മാതളം, رمان, romman, rumman
litchi, lychee, lichi, leechi, लीची, લીચી, ليتشي
kokum, kokam, कोकम, કોકમ
strawberry, stobery, स्ट्रॉबेरी, فراولة, frawla
mixed fruit, mix fruit, cocktail, kokteil, كوكتيل, fruit mix
date, khajur, khajoor, dates, खजूर, ખજૂર, பேரீச்சை, ഈന്തപ്പഴം, تمر, tamr, tamer
juice, jus, ras, जूस, रस, જ્યુસ, ஜூஸ், ജ്യൂസ്, عصير, 3aseer, aseer, 3asir
drink, sharbat, sherbet, sharbath, शरबत, શરબત, شربات, شراب, sharab
water, pani, paani, jal, पानी, पाणी, પાણી, தண்ணீர், thanneer, വെള്ളം, vellam, ماء, مياه, موية, moya, mai, mayya, moy
soda, sodaa, सोडा
cola, kola, pepsi type, كولا
syrup, sirap, sharbat syrup, सिरप, شراب مركز
almond, badam, baadam, बादाम, બદામ, பாதாம், ബദാം, لوز, looz, loz
cashew, kaju, kaaju, काजू, કાજુ, முந்திரி, mundhiri, അണ്ടിപ്പരിപ്പ്, kashuvandi, كاجو
pistachio, pista, पिस्ता, પિસ્તા, فستق, fostoq
raisin, kishmish, manuka, किशमिश, बेदाणे, કિસમિસ, زبيب, zabeeb
walnut, akhrot, अखरोट, જોઝ, جوز, joz
rose, gulab, gulaab, गुलाब, ગુલાબ, ரோஸ், റോസ്, ورد, ward
chocolate, choco, chocolet, choc, choclate, चॉकलेट, ચોકલેટ, சாக்லேட், ചോക്ലേറ്റ്, شوكولاتة, شوكولا, chokolata, shokolata
vanilla, venila, वनीला, فانيليا
butterscotch, butter scotch
honey, shahad, madh, शहद, मध, મધ, தேன், thaen, തേൻ, then, عسل, 3asal
vinegar, sirka, सिरका, خل, khal
sauce, sos, saus, सॉस, صلصة, صوص, salsa, soos
ketchup, kechup, tomato sauce, केचप, كاتشب, katshab, ketchap
mayonnaise, mayo, مايونيز
pickle, achar, achaar, athanu, lonche, अचार, लोणचे, અથાણું, ஊறுகாய், oorugai, അച്ചാർ, مخلل, mkhalal, tershi
papad, papadum, appalam, pappadam, पापड़, पापड, પાપડ, அப்பளம், പപ്പടം
chutney, chatni, चटनी, ચટણી
jam, murabba, जैम, مربى, mrabba
masala, masale, masalo, spice, spices, मसाला, મસાલો, மசாலா, മസാല, بهارات, bharat, baharat
garam masala, garammasala, गरम मसाला
pulses, lentil, lentils, dal, daal, dhal, दाल, डाळ, દાળ, பருப்பு, paruppu, പരിപ്പ്, parippu, عدس, 3adas, دال
tur, toor, arhar, toovar, thuvara, तूर, अरहर, તુવેર, துவரம்
moong, mung, mug, green gram, मूंग, मूग, મગ, பாசிப்பருப்பு, ചെറുപയർ, ماش
chana, chickpea, chickpeas, chole, kabuli, gram, harbara, चना, हरभरा, ચણા, கடலை, kadalai, കടല, kadala, حمص, hummus, 7ommos
urad, udid, उड़द, उडीद, અડદ, உளுந்து, ulundhu, ഉഴുന്ന്, uzhunnu
masoor, masur, मसूर, મસૂર
rajma, kidney beans, राजमा, فاصوليا, fasolia
beans, bean, sem, फली, فول, fool
peas, matar, vatana, मटर, वाटाणा, વટાણા, பட்டாணி, pattani, بازلاء, bazella
corn, maize, makka, makai, makki, मक्का, मका, મકાઈ, சோளம், cholam, ചോളം, ذرة, dhora, zurra
poha, pohe, chivda poha, flattened rice, pauwa, पोहा, पोहे, પૌંઆ, அவல், aval, അവൽ
puffed rice, murmura, kurmura, mamra, churmura, मुरमुरा, कुरमुरे, મમરા, பொரி, pori
sabudana, sago, साबूदाना, સાબુદાણા, ஜவ்வரிசி, javvarisi
namkeen, farsan, farsaan, savoury, savory, snacks, snack, नमकीन, फरसाण, ફરસાણ, مقرمشات
sev, shev, sew, सेव, शेव, સેવ, سيف
bhujia, bhujiya, bujia, bhujiyaa, भुजिया, ભુજિયા, بوجيا
chips, wafer, wafers, chipz, vefar, चिप्स, वेफर, ચિપ્સ, વેફર, சிப்ஸ், ചിപ്സ്, شيبس, بطاطس, shibs, batatis
chivda, chiwda, chevdo, chivada, chevda, चिवड़ा, चिवडा, ચેવડો, mixture chivda
mixture, mix namkeen, navratan, नवरत्न, मिक्सचर, மிக்சர், മിക്സ്ചർ
khatta meetha, khatta mitha, khattameetha, khata mitha, खट्टा मीठा, khatta
bhakarwadi, bhakharvadi, bakarwadi, bhakarvadi, bakharwadi, भाकरवडी, ભાખરવડી
chakli, murukku, muruku, chakri, चकली, ચકરી, முறுக்கு, മുറുക്ക്
gathiya, ganthia, gathia, गाठिया, ગાંઠિયા
mathri, mathree, मठरी
ratlami, ratlam, ratalami, रतलामी, રતલામી, راتلامي
biscuit, biscuits, biskit, biskut, biscut, बिस्कुट, बिस्किट, બિસ્કિટ, பிஸ்கட், ബിസ്കറ്റ്, بسكويت, biskot, baskot, baskoot
cookies, cookie, kukis, कुकीज, كوكيز
glucose, glucos, glukoj, gluco, glucoz, ग्लूकोज, ग्लुकोज, ગ્લુકોઝ
marie, mari, maree, mariegold, मारी, મારી, ماري
rusk, toast, tost, khari toast, टोस्ट, रस्क, ટોસ્ટ, رسك, توست, شابورة
khari, kharee, खारी, ખારી
nankhatai, nan khatai, nankatai, नानखटाई, नानकटाई, નાનખટાઈ
bread, pav, pao, brad, double roti, ब्रेड, पाव, બ્રેડ, ரொட்டி, റൊട്ടി, خبز, 5obz, khobz, khubz
bun, buns, बन, صمون, samoon
cake, kek, केक, કેક, كيك, keek
croissant, كرواسون
gulab jamun, gulabjam, gulab jam, gulab jambu, gulabjamun, गुलाब जामुन, ગુલાબ જાંબુ
rasgulla, rosogolla, rasgola, रसगुल्ला, રસગુલ્લા
halwa, halva, हलवा, حلاوة, halawa
laddu, ladoo, ladu, लड्डू, લાડુ
barfi, burfi, बर्फी
soan papdi, sohan papdi, सोन पापड़ी
sweet, sweets, mithai, meetha, mithi, meethi, mitha, meethi wali, मीठा, मीठी, मिठाई, गोड, goad, ગળી, حلو, 7elo
salted, salty, namkeen wala, khara, kharee wala, नमकीन वाला, मीठ लावलेले, مملح, malih, mmalla7
unsalted, no salt, without salt, bina namak, cooking butter, sada makhan, بدون ملح
spicy, teekha, tikha, tikhi, तीखा, तिखट, તીખું, حار, 7ar, spaisi
sour, khatta wala, aambat, حامض
mutton, goat meat, bakra, غنم, lahm
chicken, murgi, murga, kombdi, चिकन, कोंबडी, ચિકન, கோழி, kozhi, കോഴി, دجاج, dajaj, djaj
beef, gosht, لحم, la7m, lahm
fish, machli, machhi, masa, मछली, मासा, માછલી, மீன், meen, മീൻ, سمك, samak
prawn, shrimp, jhinga, kolambi, ஏறால், chemmeen, ربيان, rubyan, robyan, جمبري
tuna, تونة, تونا, tuna
sardine, sardin, سردين, mathi, chaala
vegetable, vegetables, sabzi, bhaji, सब्जी, خضار, khudar
feta, فيتا
labneh, لبنة, labna, labne
laban, لبن, لبن رائب
mozzarella, mozz, mozarella, mozerella, mozzrella, pizza cheese, मोझरेला, موزاريلا
spread, spred, cheese spread, سبريد
shampoo, shampu, शैम्पू, शॅम्पू, શેમ્પૂ, ஷாம்பு, ഷാംപൂ, شامبو
soap, sabun, saabun, sabu, sabun bar, साबुन, साबण, સાબુ, சோப்பு, soap, സോപ്പ്, صابون, saboon, صابونة
detergent, washing powder, surf, kapde dhone ka powder, sabun powder, डिटर्जेंट, કપડાં ધોવાનો પાવડર, மசகு, منظف, مسحوق غسيل, تايد
dishwash, dish wash, bartan, bhandi, vim, बर्तन, भांडी, વાસણ, பாத்திரம், سائل جلي, جلي, صحون
handwash, hand wash, hath dhone, غسول يد
floor cleaner, floor cleaner liquid, flr cln, phenyl, finail, pocha, फिनाइल, فلور, منظف ارضيات, ديتول ارضيات
toilet cleaner, harpic type, toilet, حمام, منظف حمام
bleach, bleaching, ब्लीच, كلور, كلوركس
lavender, lavnder, lavendar, लैवेंडर, لافندر, خزامى
toothpaste, tooth paste, manjan, टूथपेस्ट, معجون, معجون اسنان, ma3joon
toothbrush, brush daat, टूथब्रश, فرشاة, فرشة
tissue, tissues, napkin, टिश्यू, مناديل, كلينكس, manadeel, mnadeel, facial
diaper, diapers, nappy, डायपर, حفاضات, حفاظات, pampers
matchbox, matches, machis, माचिस, كبريت
incense, agarbatti, agarbathi, अगरबत्ती, અગરબત્તી, ஊதுபத்தி, بخور
candle, mombatti, मोमबत्ती, شمع
broom, jhadu, झाड़ू, झाडू, مكنسة
`;
