/** Hindi and Urdu of the order chat, in Devanagari and in Latin letters (Hinglish, Roman Urdu). One line a meaning: `tag: words`. */
export const hi = `
num 1: ek, एक, aik
num 2: do, दो, doo
num 3: teen, तीन, tin
num 4: char, chaar, चार
num 5: paanch, panch, paach, pach, पांच, पाँच
num 6: chhe, chhah, che, छह, छः, छे, chay
num 7: saat, sat, सात
num 8: aath, ath, आठ
num 9: nau, नौ, nao
num 10: das, dus, दस
num 11: gyarah, gyara, ग्यारह
num 12: barah, bara, baarah, बारह
num 13: terah, tera, तेरह
num 14: chaudah, chauda, चौदह
num 15: pandrah, pandra, पंद्रह, पन्द्रह
num 16: solah, sola, सोलह
num 17: satrah, satra, सत्रह
num 18: atharah, athara, अठारह
num 19: unnis, उन्नीस
num 20: bees, bis, बीस
num 21: ikkis, इक्कीस
num 22: bais, बाईस
num 24: chaubis, चौबीस
num 25: pachis, pachees, pacchis, पच्चीस
num 28: atthais, अट्ठाईस
num 30: tees, tis, तीस
num 32: battis, बत्तीस
num 35: paintis, paintees, पैंतीस
num 36: chhattis, छत्तीस
num 40: chalis, chalees, chaalis, चालीस
num 45: paintalis, पैंतालीस
num 48: adtalis, अड़तालीस
num 50: pachas, pachaas, पचास
num 55: pachpan, पचपन
num 60: saath, साठ
num 65: painsath, पैंसठ
num 70: sattar, सत्तर
num 72: bahattar, बहत्तर
num 75: pachhattar, pachattar, पचहत्तर
num 80: assi, अस्सी
num 90: nabbe, नब्बे
num 1.5: dedh, ded, डेढ़, derh
num 0.75: pauna, paun, poni, पौन
num 2.5: dhai, dhaai, adhai, ढाई, अढ़ाई
times 100: sau, सौ, so
times 1000: hazaar, hazar, hajar, हज़ार, हजार
times 100000: lakh, लाख
times 12: darjan, darzan, darjon, dazan, दर्जन
half: aadha, adha, aadhi, adhi, aadhe, आधा, आधी, आधे
plushalf: sadhe, saadhe, sade, saade, साढ़े
plusquarter: sava, sawa, सवा
minusquarter: paune, pone, पौने
quarter: pav, paav, पाव
ordinal 1: pehla, pahla, pehle wala, pehli, pehla wala, पहला, पहली
ordinal 2: dusra, doosra, dusri, doosri, dusre, दूसरा, दूसरी
ordinal 3: teesra, tisra, teesri, तीसरा
ordinal 4: chautha, चौथा
ordinal -1: aakhri, akhri, आखिरी
and: aur, और, evam, tatha, sath me, saath me, sath mein, uske sath, phir, fir, tatha
ya: ya, ya phir, या
or: ya, ya phir, या
but: lekin, magar, par haan, lekin, लेकिन, मगर, bas, sirf
not: nahi, nahin, nai, nahii, mat, na, नहीं, मत, ना
instead: ki jagah, ki jagha, ke badle, ke bajay, ke bajaye, की जगह, के बदले, के बजाय, jagah
less: kam, कम, ghata, ghatao, kum
more: zyada, jyada, jada, ziyada, ज्यादा, ज़्यादा, extra, badha, badhao, badha do, aur zyada
add: jod, jodo, jod do, add karo, add kar, add kar do, add kardo, add karna, dal do, daal do, aur dal do, daalna, daal dena, shamil, जोड़, जोड़ो, जोड़ दो, डाल दो
remove: hata, hatao, hata do, hatado, hatana, nikal do, nikal, nikaal do, mat bhejna, mat bhejo, nahi chahiye, nai chahiye, nahin chahiye, chhod do, chod do, rehne do, rahne do, हटा, हटाओ, हटा दो, निकाल दो, नहीं चाहिए, मत भेजना, mat dena
cancel: cancel, cancel kar do, cancel karo, cancel kardo, radd, radd kar do, रद्द, रद्द करो, कैंसल, कैंसिल, cancel karna
all: sab, sara, saara, poora, pura, sabhi, सब, सारा, पूरा, sab kuch
set: kar do, kardo, karo, kar dena, kardena, karna, karke, kar, kijiye, kar dijiye, karde, kar de, करो, कर दो, कर देना, करना, कीजिए, bana do, bana dena, badal do, badlo
verb: do, de do, dedo, dena, dijiye, de dena, bhej, bhejo, bhej do, bhejdo, bhejna, bhej dena, bhijwa do, bhijwao, chahiye, chaiye, chahie, chaahiye, mangta, mangwana, likho, likh lo, likhna, likh do, rakh, rakho, rakhna, rakh do, lagao, laga do, laga dena, dal, daal, dalo, daalo, dal dena, daal dena, daalna, dal do, daal do, pahuncha do, pahuchao, pahunchana, utarna, utaro, utar do, dilwa do, de, lena, le lo, lagwa do, bhijwa dena, दो, दे दो, देना, भेज, भेजो, भेज दो, भेजना, भिजवा दो, चाहिए, चाहिये, लिखो, लिख लो, रखो, रखना, लगाओ, डालो, पहुंचा दो, उतारना, दीजिए, भेजिए, hai, है, bana dena
double: double, dugna, duguna, dugni, do guna, दुगना, दोगुना, dabal
repeat: same, wahi, wohi, vahi, waisa hi, vaisa hi, waise hi, jaisa, jaise, same to same, dobara, dubara, phir se, fir se, वही, वैसा ही, जैसा, दोबारा, फिर से, repeat, repeat kar do
last: pichla, pichle, pichli, pichhla, pichhle, pichhli, last time, gaya, gaye, pehle, pehle wala, kal wala, kal wale, पिछला, पिछले, पिछली, kal ka order, कल वाला, कल का ऑर्डर
usual: hamesha, hamesha wala, hamesha jaisa, roz wala, roz ka, rozana, har baar, har bar, हमेशा, हमेशा वाला, रोज वाला, रोज़ का, हर बार, jo hamesha, usual, regular wala, regular
order: order, orders, maal, mal, ऑर्डर, आर्डर, माल, saman, samaan, सामान
rest: baki, baaki, bakee, बाकी, bacha hua
question: kya, kyaa, kitna, kitne, kitni, kab, kaisa, kaise, kaun, konsa, kaunsa, kahan, kyun, kyon, क्या, कितना, कितने, कितनी, कब, कहां, कैसे, क्यों, bata do, batao, bataiye, bata dena, बताओ, बताइए
avail: milega, milegi, mil jayega, hai kya, stock hai, stock me, available, aaya kya, aa gaya kya, मिलेगा, है क्या, stock
price: rate, bhav, bhaav, daam, dam, kimat, keemat, price, रेट, भाव, दाम, कीमत, qeemat, rate kya
quote: rate bhejo, rate batao, rate bata do, bhav batao, rate list, quotation, rate chahiye, kya rate, रेट बताओ, रेट भेजो
discount: discount, scheme, chhoot, chhut, choot, kam karo, kam kar do rate, स्कीम, छूट, डिस्काउंट, sasta, mehnga, offer
complaint: kharab, kharaab, tuta, toota, tuti, tut gaya, phata, fata, phati, leak, leakage, wapas, wapis, vapas, shikayat, galat maal, galat aaya, kam aaya, kam mila, kam nikla, badbu, smell, sada hua, sad gaya, expire, expiry, damage, khatta smell, khatta ho gaya, complaint, khrab, खराब, टूटा, फटा, फूटा, वापस, शिकायत, कम आया, कम मिला, गलत, बदबू, लीक, एक्सपायर, nahi aaya, nahi aayi, nahi mila, nahi pahuncha, नहीं आया, नहीं मिला
late: gadi nahi aayi, gaadi nahi aayi, abhi tak nahi, kahan pahunchi, kahan hai, driver ka number, driver ka no, गाड़ी नहीं आई
payment: payment, paisa, paise, paisay, bhugtan, jama, jama kar diya, upi, neft, rtgs, cheque, chek, check diya, transfer, udhar, udhaar, hisab, hisaab, khata, baki paisa, balance, ledger, limit khol, limit badha, पेमेंट, पैसा, पैसे, भुगतान, चेक दिया, हिसाब, उधार, खाता, screenshot, bill bhej
talk: shubhkamnaye, shubhkamnayein, mubarak, badhai, शुभकामनाएं, शुभकामना, मुबारक, बधाई, galti se, wrong number, chutti, chhutti, band hai, dukan band, bhool gaya
future: lunga, loonga, lenge, le lunga, utha lunga, utha loon, uthau, uthaunga, uthaun, uthayenge, sochunga, soch raha, dekhta hu, dekhte hain, lu to, lun to, लूंगा, लूँगा, लेंगे, उठा लूं, उठा लूँ, उठाऊं, baad me bataunga, bataunga, bata dunga, karunga
approve: manzoor, manjoor, मंजूर, theek hai kar do, pakka, manzur
yes: haan, ha, han, haa, haanji, ji haan, theek, thik, theek hai, thik hai, sahi, sahi hai, bilkul, हाँ, हां, ठीक, ठीक है, सही, जी, ji, acha, accha, achha, chalega
no: nahi, nahin, nai, na, galat, नहीं, ना
end: bas, bass, bus, bas itna hi, bus itna hi, itna hi, bas itna, ho gaya, hogaya, bas yahi, khatam, aur kuch nahi, बस, बस इतना, इतना ही, हो गया, बस इतना ही, filhal itna, itna kaafi
sorry: sorry, maaf, maf, galti, galti se, ruko, ruk, nahi nahi, arre nahi, are nahi, सॉरी, माफ, गलती, रुको, suno
if: agar, yadi, अगर, यदि
condition: agar hai to, agar hai, agar ho to, ho to, hai to, mile to, agar mile to, agar hai to hi, अगर हो तो, हो तो
each: har, har ek, prati, har dukan, हर
both: dono, dono jagah, teeno, tino, दोनों, तीनों, chaaro
big: bada, bda, badi, bade, badha wala, bada wala, badi wali, bara, bari, बड़ा, बड़ी, बड़े, bda wala, bdi
small: chota, chhota, choti, chhoti, chote, chhote, chotu, chhotu, छोटा, छोटी, छोटे, chotta
medium: beech wala, bich wala, majhola, बीच वाला, medium wala
wala: wala, wali, wale, vala, vali, vale, walla, वाला, वाली, वाले, waala, waali, waale, ka, ki, ke
before: se pehle, se pahle, ke pehle, के पहले, से पहले
until: tak, तक, talak, tk
dest: pe, par, me, mein, ko, पर, में, को, पे, ke liye, liye, ke lie, के लिए, wale pe, wali pe
place: dukan, dukaan, godown, godaam, दुकान, गोदाम
day 0: aaj, आज, aj
kal: kal, कल, kl
parso: parso, parson, परसों, परसो
weekday 0: ravivar, itwar, itvar, रविवार, इतवार
weekday 1: somvar, somwar, सोमवार, peer
weekday 2: mangalvar, mangalwar, mangal, मंगलवार, मंगल
weekday 3: budhvar, budhwar, budh, बुधवार, बुध
weekday 4: guruvar, guruwar, brihaspativar, veervar, virvar, jumerat, jumeraat, गुरुवार, बृहस्पतिवार, वीरवार
weekday 5: shukravar, shukrawar, shukrvar, juma, jumma, शुक्रवार, jummah
weekday 6: shanivar, shaniwar, sanichar, hafta, शनिवार
month 1: janvari, जनवरी
month 2: farvari, फरवरी
month 3: march, मार्च
month 4: aprail, अप्रैल
month 5: mai, मई
month 6: june, जून
month 7: julai, जुलाई
month 8: agast, अगस्त
month 9: sitambar, सितंबर
month 10: aktubar, अक्टूबर
month 11: navambar, नवंबर
month 12: disambar, दिसंबर
next: agle, agla, agli, aane wale, aane wala, अगले, अगला
this: is, isi, इस
week: hafte, hafta, हफ्ते
dateword: tarikh, tareekh, taarikh, तारीख
daytime: subah, shaam, sham, dopahar, raat, savere, sawere, सुबह, शाम, दोपहर, रात, सवेरे, subha, din me
clock: baje, bje, बजे, baj
festival: diwali, deewali, दिवाली, दीपावली, होली, ईद, nahay, chhath, rakhi, raksha bandhan, chand raat
reason: shaadi, shadi, tyohar, tyohaar, party, function, शादी, त्योहार, special, mela, bhandara, utsav, baraat
urgent: jaldi, turant, fatafat, abhi, जल्दी, तुरंत, अभी
person: bol raha hu, bol raha hoon, bol rahe, bol raha, bolraha, bol rahi hu, बोल रहा हूं, बोल रहा हूँ, this side, se bol
greet: namaste, namaskar, namste, ram ram, jai shri ram, jai shree krishna, jai shri krishna, salam, salaam, assalamualaikum, assalam o alaikum, walaikum, adaab, pranam, radhe radhe, jai jinendra, ji, bhai, bhaiya, bhaiyya, bhaisahab, bhai sahab, sahab, saab, saheb, sahib, seth, sethji, seth ji, babu, dost, yaar, yar, bhaijaan, bhai jaan, janab, dhanyavad, dhanyawad, shukriya, meherbani, aapka, नमस्ते, नमस्कार, राम राम, जी, भाई, भैया, साहब, सेठ, धन्यवाद, शुक्रिया, सलाम, प्रणाम, kaise ho, kya haal, kya haal hai, kya hal hai, क्या हाल है, sab badhiya
filler: mujhe, hame, hamein, humko, mereko, mera, meri, hamara, hamare, hamari, apna, apne, apni, aap, aapka, aapki, aapke, tum, main, hum, mai, ye, yeh, wo, woh, vo, is, iss, us, uska, uske, uski, iska, iske, se, mein, me, ko, ka, ki, ke, bhi, hi, to, toh, na, hai, hain, tha, thi, ho, hu, hun, hoon, raha, rahe, rahi, rahega, hoga, jaye, jaaye, jana, aana, ab, abhi, zara, jara, thoda, thora, sirf, kewal, keval, bs, phir, fir, jo, jitna, wahan, yahan, idhar, udhar, wagera, vagera, liye, lie, baar, bar, time, gaadi, gadi, tempo, pls, jaldi, please, kripya, kripaya, मुझे, हमें, हमारा, अपना, आप, मैं, हम, ये, यह, वो, वह, से, में, को, का, की, के, भी, ही, तो, ना, है, हैं, था, हो, रहा, अब, अभी, ज़रा, जरा, थोड़ा, सिर्फ, और हाँ, भी, कृपया, alag, alag se, pakka, zaroor, jarur, jaroor, zarur, milna, mil, nag, kul, total, ekdum, ek dum, yaad se, dhyan se, acha, accha, achha, sun, suno, arre, are, arey, badhiya, is baar, apne liye, baad, roz, is bar, wahi, tez, khatam ho raha, khatam, rakhna, chal, chalo, chalta, shop, chahiye tha, lag, sakta, sakte, bola, bole, bol, boliye, warna, jayega, ho raha, kuch
header: maal, matra, मात्रा, नाम
ambiguous: do, tin, sat, so, char, che, bara, tera, bis, ath, pav, na, or, to, me, is, sola, tis, tees, pone, chay, ded
command: niyam, sab niyam, नियम, निर्देश, अनदेखा
`;
