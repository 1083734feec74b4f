/** Marathi of the order chat, in Devanagari and in Latin letters. One line a meaning: `tag: words`. */
export const mr = `
num 1: ek, एक
num 2: don, दोन
num 3: teen, tin, तीन
num 4: char, chaar, चार
num 5: paach, pach, पाच
num 6: saha, सहा
num 7: saat, sat, सात
num 8: aath, आठ
num 9: nau, नऊ, nauu
num 10: daha, dahaa, दहा
num 11: akra, अकरा
num 12: bara, baara, बारा
num 13: tera, तेरा
num 14: chauda, चौदा
num 15: pandhra, pandhara, पंधरा
num 16: sola, सोळा
num 17: satra, सतरा
num 18: athra, athara, अठरा
num 19: ekonis, एकोणीस
num 20: vis, vees, वीस
num 22: bavis, बावीस
num 24: chovis, चोवीस
num 25: panchvis, pachis, पंचवीस
num 30: tis, tees, तीस
num 35: pastis, पस्तीस
num 36: chattis, छत्तीस
num 40: chalis, चाळीस
num 45: panchechalis, पंचेचाळीस
num 50: pannas, pannaas, पन्नास
num 60: saath, साठ
num 70: sattar, सत्तर
num 75: panchahattar, पंच्याहत्तर
num 80: ainshi, aishi, ऐंशी
num 90: navvad, नव्वद
num 1.5: did, deed, दीड
num 2.5: adich, adeech, अडीच
times 100: she, shambhar, शंभर, शे, shombhar
times 1000: hajar, हजार
times 12: dazan, darjan, डझन
half: ardha, ardhe, ardhi, अर्धा, अर्धे, अर्धी
plushalf: sade, sadé, साडे
plusquarter: sava, सव्वा, savva
minusquarter: paune, पावणे, पाउणे, pavne
ordinal 1: pahila, pahili, pahile, पहिला, पहिले
ordinal 2: dusra, dusre, दुसरा, दुसरे
ordinal 3: tisra, तिसरा
and: ani, aani, va, an, आणि, व, तसेच, tasech, sobat
but: pan, fakt, पण, फक्त
or: kinva, kiva, किंवा
not: nahi, nako, naka, नाही, नको, नका
instead: chya jagi, chya jaagi, aivaji, ऐवजी, च्या जागी, jagi, badli
less: kami, कमी
more: jasta, jast, jaasta, जास्त, vadhva, vadhav, वाढवा
add: ghala, takaa, add kara, vadhva, घाला, taka ajun, ajun, अजून
remove: kadha, kadhun taka, kadhun, kadh, nako, naka, nako aahe, काढा, काढून टाका, नको, vagla, vagal, naka pathvu
cancel: cancel kara, radd kara, रद्द करा, radd, cancel, रद्द
all: sagla, sagle, sarva, सगळे, सर्व, puurn
set: kara, kar, karun, karun dya, करा, करून, theva, kara mhanje
verb: pathva, pathav, pathvun dya, pathavavi, pathavave, pathava, dya, de, deun, pahije, paahije, havi, hava, have, havet, taka, tak, taaka, lihun ghya, lihun, lihaa, liha, ghya, lava, utrava, paathva, पाठवा, पाठव, द्या, पाहिजे, हवे, हवी, हवा, टाका, लिहा, लिहून घ्या, लावा, उतरवा, ठेवा, pohochva, पोहोचवा, hava aahe, lagtil, lagel, लागतील, लागेल, mangva
double: dubbal, duppat, दुप्पट
repeat: sarkhach, sarkhe, sarkha, tasach, tech, toch, pramane, same, सारखेच, तसेच, तेच, तोच, प्रमाणे, punha, parat, पुन्हा, magchya order pramane
last: magcha, magchi, magchya, magil, kalcha, kalchi, kalchya, शेवटचा, मागची, मागच्या, कालची, कालच्या, aajchi, aaj chi, आजची, आजच्या, gelya, गेल्या, shevatcha, shevatchi
usual: nehmicha, nehmichi, nehmiche, nehami, nehamicha, nehmi, nehmisarkha, नेहमीचा, नेहमीची, नेहमीचे, नेहमी, rojcha, roj, रोजचा, रोजची, dar veles
order: order, maal, mal, ऑर्डर, माल, magni, मागणी
rest: baki, baaki, बाकी, urlele
question: kay, kaay, kiti, kadhi, kuthe, ka, kasa, kashi, kon, kevha, काय, किती, कधी, कुठे, का, कसा, केव्हा, sanga, सांगा, kalva
avail: aahe ka, aahet ka, milel ka, milel, आहे का, मिळेल का, मिळेल, stock
price: rate, bhav, dar, kimat, भाव, दर, रेट, किंमत
discount: sut, savlat, सूट, सवलत, scheme, स्कीम, discount
complaint: kharab, futla, futlelya, futlele, phutla, phutlelya, phutlele, tutla, tutle, parat ghya, takrar, vas, kuj, kujlele, galla, leak, खराब, फुटला, फुटलेल्या, फुटलेले, फुटल्या, तुटला, परत घ्या, तक्रार, वास, गळ, नासके, नासले, क्रेडिट नोट, kami aale, kami alya, कमी आले, कमी आल्या, चुकीचा, chukicha, nahi aali, nahi aala, nahi milala, nahi milale
payment: paise, rakkam, bharle, jama, udhari, udhar, hishob, hisob, neft kele, payment, khate, पैसे, रक्कम, भरले, जमा, उधारी, हिशोब, पेमेंट, tally karto, dilet, dile aahet
talk: shubhechha, शुभेच्छा, suruvat, shubh, शुभ, dukan band, दुकान बंद, suttti, sutti, सुट्टी, maal bharpur, kahi nako, काही नको, pudhchya, abhinandan, अभिनंदन, shubh sakal, शुभ सकाळ
future: gheto, ghein, gheu, sangto, nantar sangto, घेतो, घेईन, सांगतो, baghto
approve: manjur, मंजूर
yes: ho, hoy, hoi, barobar, chalel, thik, theek, हो, होय, बरोबर, चालेल, ठीक, ठीक आहे
no: nahi, nako, नाही, नको
end: bas, basss, itkech, itkach, evdhach, evdhe, evdhech, zala, jhala, बस, इतकेच, एवढंच, एवढेच, झालं, झाले
sorry: thamba, thaamba, chukle, chuk, chuk zali, थांबा, चुकले, चूक, nahi thamba, माफ करा
if: jar, जर
condition: asel tar, aslyas, asle tar, असेल तर, असल्यास
both: donhi, doghe, दोन्ही
big: motha, mothi, mothe, moth, mota, moti, mothya, मोठा, मोठी, मोठे, मोठं
small: chota, lahan, chhote, chhota, लहान, छोटा, छोटे, छोटी, chote
wala: cha, chi, che, chya, wala, wale, चा, ची, चे, च्या, वाला
before: purvi, adhi, aadhi, च्या आधी, पूर्वी
until: paryant, paryent, parynt, पर्यंत, prynt
dest: la, var, madhe, sathi, ला, वर, मध्ये, साठी, kade, कडे
place: dukan, godown, दुकान, गोदाम
day 0: aaj, आज
day 1: udya, udyaa, udyacha, udyachi, udyachya, उद्या, उद्याचा, उद्याची, उद्यासाठी
parso: parva, parwa, परवा
day -1: kal, काल
weekday 0: ravivar, ravivari, रविवार, रविवारी
weekday 1: somvar, somwar, somvari, somwari, सोमवार, सोमवारी
weekday 2: mangalvar, mangalwar, mangalvari, mangalwari, मंगळवार, मंगळवारी
weekday 3: budhvar, budhwar, budhvari, budhwari, बुधवार, बुधवारी
weekday 4: guruvar, guruwar, guruvari, guruwari, गुरुवार, गुरुवारी
weekday 5: shukravar, shukrawar, shukravari, shukrawari, शुक्रवार, शुक्रवारी
weekday 6: shanivar, shaniwar, shanivari, shaniwari, शनिवार, शनिवारी
next: pudhchya, pudhil, yetya, पुढच्या, पुढील, येत्या
week: athavda, athavdyat, आठवडा
dateword: tarkhela, tarikh, tarkhe, तारीख, तारखेला
daytime: sakali, sakal, sandhyakali, dupari, ratri, pahate, saanjela, सकाळी, सकाळ, सकाळच्या, संध्याकाळी, दुपारी, रात्री, पहाटे
clock: vajta, vajta, vajnya, vajaychya, वाजता, वाजेपर्यंत
festival: diwali, divali, दिवाळी, गणपती, padwa, पाडवा, dasra, sankrant
reason: lagna, lagnasathi, karyakram, faral, लग्न, कार्यक्रम, फराळ
urgent: lavkar, लवकर, tatdine
person: boltoy, bolto, boltey, bolat aahe, बोलतोय, बोलते, बोलतो
greet: namaskar, namaste, ram ram, saheb, sahebrao, bhau, dada, tai, kaka, sir, jai maharashtra, dhanyavad, नमस्कार, साहेब, भाऊ, दादा, राम राम, धन्यवाद, kase aahat
filler: mala, amhala, aamhala, amcha, aamche, tumhi, tumcha, tyat, te, to, ti, he, ha, hi, ya, aahe, ahe, aahet, ahet, hota, hoti, hote, asel, pan, fakt, fkt, pn, khalil, aapli, aapla, gaadi, gadi, ne, na, ch, tari, mag, punha, ajun, मला, आम्हाला, आमचा, हे, हा, ही, ते, तो, ती, आहे, आहेत, पण, फक्त, अजून, खालील, आपली, गाडी, गाडीत, kitchen madhun, aali, aala, alela, lagech, alag, veles, ya veles, mhanje, pathavu, band, jast
ambiguous: tees, tis, tin, did, vis, she, va, saha, sat
header: maal, matra, nag
`;
