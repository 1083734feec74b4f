/** Tamil of the order chat, in Tamil and in Latin letters (Tanglish). One line a meaning: `tag: words`. */
export const ta = `
num 1: onnu, onru, oru, ஒன்று, ஒரு, ஒண்ணு
num 2: rendu, irandu, rend, இரண்டு, ரெண்டு
num 3: moonu, moonru, munu, மூன்று, மூணு
num 4: naalu, nalu, naangu, நான்கு, நாலு
num 5: anju, aindhu, anji, ஐந்து, அஞ்சு
num 6: aaru, ஆறு
num 7: ezhu, yezhu, elu, ஏழு
num 8: ettu, எட்டு
num 9: onbadhu, ombadhu, ஒன்பது
num 10: pathu, patthu, பத்து
num 12: pannendu, pannirandu, பன்னிரண்டு
num 15: padhinanju, pathinanju, பதினைந்து
num 20: irubadhu, iruvadhu, iruvathu, irubathu, இருபது
num 25: irubathanju, irubathi anju, இருபத்தைந்து
num 30: muppadhu, muppathu, முப்பது
num 40: naapadhu, narpadhu, nappathu, நாற்பது
num 50: aimbadhu, ambadhu, ambathu, ஐம்பது
num 60: arubadhu, அறுபது
num 70: ezhubadhu, எழுபது
num 80: enbadhu, எண்பது
num 90: thonnooru, தொண்ணூறு
num 100: nooru, நூறு
num 1.5: onnarai, onrarai, ஒன்றரை
num 2.5: rendarai, இரண்டரை
times 1000: aayiram, ஆயிரம்
times 12: dajan, டஜன்
half: arai, அரை
quarter: kaal, கால்
ordinal 1: modhal, mudhal, முதல்
ordinal 2: rendaavadhu, இரண்டாவது
and: matrum, um, மற்றும், kooda, apparam, அப்புறம், appuram
but: aana, aanaal, ஆனால்
or: illana, allathu, அல்லது
not: illa, illai, vendam, இல்லை, வேண்டாம், venam
instead: badhila, badhil, பதில், badhilaaga, பதிலாக
less: kammi, korachu, குறை, kuraivaa
more: adhigam, athigam, innum, jaasthi, அதிகம், கூடுதல், extra
add: serthu, serkka, podu, sethuko, serthukkonga, சேர்த்து, சேர்க்க
remove: vendam, venam, eduthudunga, eduthuru, வேண்டாம், edu
cancel: cancel pannunga, cancel pannu, cancel panniru, cancel, ரத்து, cancel seiyavum
all: ellam, ellame, எல்லாம்
set: pannunga, pannu, maathunga, maathu, aakkunga, பண்ணுங்க, மாத்துங்க, மாற்று, aakku
verb: anuppunga, anuppu, anuppavum, venum, vendum, thaanga, thanga, kodunga, kudunga, podunga, eduthu, vekka, vainga, அனுப்பவும், அனுப்புங்க, வேண்டும், வேணும், தாங்க, கொடுங்க, போடுங்க, anupunga, theva, thevai, தேவை
double: double, irattippu, rettippu
repeat: adhe, athe, adhey, same, அதே, maari, marubadiyum, திரும்ப
last: pona, kadaisi, போன, கடைசி, munnadi, netru
usual: eppavum pola, eppovum, vazhakkam, வழக்கம், வழக்கமான, epavum
order: order, saman, saaman, ஆர்டர், சாமான், saamaan
rest: meethi, micham, மீதி
question: enna, evvalavu, evlo, eppo, enga, yen, eppadi, என்ன, எவ்வளவு, எப்போது, எங்கே, sollunga, irukka, iruka
avail: irukka, iruka, kidaikkuma, இருக்கா, கிடைக்குமா, stock
price: vilai, rate, விலை, ரேட்
discount: thallupadi, தள்ளுபடி, kuraikka
complaint: kettu, kettupochu, odanju, udanju, odanjiruku, thirumba, கெட்டு, உடைந்து, புகார், damage, leak, varala, kammiya vandhuchu
payment: panam, kaasu, kattiten, பணம், பாக்கி, baakki, payment
talk: vaazhthukkal, வாழ்த்துக்கள், leave
approve: sammatham, சம்மதம்
yes: aama, aamaa, aam, sari, seri, ok, ஆமா, ஆம், சரி
no: illa, illai, இல்லை
end: avlo dhaan, avlothan, avalavu than, podhum, போதும், அவ்வளவுதான், mudinjudhu
sorry: sorry, mannikkavum, thappu, மன்னிக்கவும்
condition: irundha, irundhaa, iruntha, இருந்தா
big: periya, perusu, பெரிய, பெரிசு
small: chinna, sinna, chinnadhu, சின்ன, சிறிய
wala: wala, odadhu, vagai
before: munnadi, munnaal, முன், mun
until: kulla, varai, varaikkum, குள்ள, வரை
dest: ku, kku, la, il
place: kadai, kadaikku, கடை
day 0: innaiku, inniki, indru, இன்று, இன்னைக்கு, innikku
day 1: naalaikku, naalai, nalaiku, nalaikku, naliku, நாளை, நாளைக்கு
day 2: naala marunaal, nalannaiku, நாளை மறுநாள், marunaal
day -1: nethu, netru, நேற்று, நேத்து
weekday 0: nyayiru, njayiru, ஞாயிறு, ஞாயிற்றுக்கிழமை
weekday 1: thingal, திங்கள், திங்கட்கிழமை
weekday 2: sevvai, செவ்வாய், செவ்வாய்க்கிழமை
weekday 3: budhan, puthan, புதன், புதன்கிழமை
weekday 4: vyazhan, viyazhan, வியாழன், வியாழக்கிழமை
weekday 5: velli, vellikizhamai, வெள்ளி, வெள்ளிக்கிழமை
weekday 6: sani, sanikizhamai, சனி, சனிக்கிழமை
dateword: thethi, தேதி
daytime: kaalai, kaalaila, kalaila, maalai, saayangalam, iravu, காலை, காலையில், மாலை, இரவு
clock: mani, manikku, மணி, மணிக்கு
festival: pongal, deepavali, பொங்கல், தீபாவளி, ayudha pooja
reason: kalyanam, கல்யாணம், thiruvizha, திருவிழா
urgent: seekiram, udane, சீக்கிரம்
person: pesaren, pesuren, பேசுறேன்
greet: vanakkam, anna, annae, thambi, ayya, sir, nandri, வணக்கம், அண்ணா, அண்ணே, நன்றி, ஐயா, saar
ambiguous: anju, kaal, aaru, elu
filler: enakku, engaluku, namma, enga, idhu, adhu, antha, intha, dhaan, than, konjam, mattum, எனக்கு, எங்களுக்கு, இது, அது, தான், கொஞ்சம், மட்டும், da, pa, la, anga
`;
