/** Gujarati of the order chat, in Gujarati and in Latin letters. One line a meaning: `tag: words`. */
export const gu = `
num 1: ek, aek, એક
num 2: be, bey, બે
num 3: tran, ત્રણ
num 4: char, chaar, ચાર
num 5: paanch, panch, પાંચ
num 6: chh, chha, છ
num 7: saat, sat, સાત
num 8: aath, આઠ
num 9: nav, નવ
num 10: das, dus, દસ
num 11: agiyar, agyar, અગિયાર
num 12: bar, baar, બાર
num 13: ter, તેર
num 14: chaud, ચૌદ
num 15: pandar, પંદર
num 16: sol, સોળ
num 18: adhar, અઢાર
num 20: vis, vees, વીસ
num 24: chovis, ચોવીસ
num 25: pachis, પચીસ, પચ્ચીસ
num 30: tris, trees, ત્રીસ
num 35: patris, પાંત્રીસ
num 36: chhatris, છત્રીસ
num 40: chalis, ચાલીસ
num 50: pachas, પચાસ
num 60: saith, સાઠ
num 70: sitter, સિત્તેર
num 75: pancoter, પંચોતેર
num 80: ensi, એંસી
num 90: nevu, નેવું
num 1.5: dodh, દોઢ
num 2.5: adhi, અઢી
times 100: so, sau, સો
times 1000: hajar, હજાર
times 12: dajan, dozen, darjan, ડઝન
half: adadho, adadhu, adadhi, અડધો, અડધું, અડધી, addho
plushalf: sada, sade, સાડા
plusquarter: sava, સવા
minusquarter: pona, પોણા
ordinal 1: pehlu, pahelu, pehlo, pahelo, પહેલું, પહેલો
ordinal 2: biju, bijo, બીજું, બીજો
ordinal 3: triju, trijo, ત્રીજું
and: ne, ane, tatha, sathe, અને, ને, તથા, સાથે
but: pan, fakt, પણ, ફક્ત
or: athva, ke pachi, અથવા
not: nahi, nai, na, નહીં, નહિ, ના
instead: ni jagya e, ni jagyae, ni jagya, na badle, ને બદલે, ની જગ્યાએ, jagya e, ની જગ્યા એ
less: ochu, ochhu, ઓછું, ghatado
more: vadhare, vadhu, vadharo, વધારે, વધુ
add: umero, umerjo, umeri do, nakho, nakhjo, add karjo, add karo, ઉમેરો, ઉમેરજો, નાખો, નાખજો, sathe, pan nakho
remove: kadhi nakho, kadhi nakhjo, kadho, kadhi, nathi joitu, na mokalta, na karta, કાઢી નાખો, કાઢો, નથી જોઈતું, na joiye
cancel: cancel karo, cancel karjo, rad karo, radd karo, રદ કરો, કેન્સલ, cancel, radd, rad
all: badhu, badho, badha, બધું, બધો, આખો, akho
set: karo, karjo, kari do, kari dejo, kari nakho, કરો, કરજો, કરી દો
verb: mokalo, moklo, mokaljo, mokalsho, mokli, mokli do, mokalavo, aapo, aapjo, apjo, aapsho, joiye, joie, joiye che, joiye chhe, lakho, lakhjo, lakhi lo, lagavjo, lagavo, pahonchado, utarjo, mukjo, nakho, nakhjo, મોકલો, મોકલજો, મોકલશો, આપો, આપજો, જોઈએ, જોઈએ છે, લખો, લખજો, લખી લો, મૂકજો, નાખજો
double: bamnu, dabal, બમણું
repeat: same, pramane, e j, evu j, jevu j, fari, farithi, pachhu, પ્રમાણે, એ જ, ફરીથી, તે જ
last: gai, gaya, gayi, gai kal, gai kalno, gai kal na, gya, chhello, chhelli, chhella, aagal, agal no, kal no, kal ni, ગઈ, ગયા, છેલ્લો, ગઈકાલ
usual: dar vakhat, dar vakhte, dar vakhatno, roj nu, rojnu, hamesha, kayam, kayamnu, દર વખત, દર વખતનો, રોજનું, હંમેશા, કાયમ
order: order, maal, ઓર્ડર, માલ
rest: baki, baaki, બાકી
question: shu, shun, ketlu, ketla, ketli, kyare, kya, kem, kevi, koni, kon, શું, કેટલું, કેટલા, ક્યારે, ક્યાં, કેમ, kaho, kejo, kaheso
avail: che ke, chhe ke, malshe, avyo chhe, avyu chhe, avi gayu, મળશે, આવ્યો છે, stock
price: bhav, rate, kimat, ભાવ, રેટ, કિંમત, price, પ્રાઇસ
discount: discount, vadhu discount, scheme, સ્કીમ, ડિસ્કાઉન્ટ, chut
complaint: kharab, bagdi, bagdelu, tutelu, futelu, tuti gayu, pachhu lo, pacha lo, fariyad, ocho aavyo, ochha malya, lagavya chhe, vas ave, leak, ખરાબ, તૂટેલું, ફૂટેલું, બગડેલું, પાછું, ફરિયાદ, ઓછો, ઓછા, khotu, khoto
payment: paisa, jama, payment, baki rakam, udhar, hisab, khatu, bank, cheque, neft, upi, પૈસા, જમા, પેમેન્ટ, હિસાબ, ઉધાર, credit aapo
talk: saal mubarak, nutan varsh, nutan varshabhinandan, badha ne, badhai, શુભેચ્છા, સાલ મુબારક, vacation, raja, રજા, bandh, dispatch na karta, dukan bandh
future: laish, lai lais, joishu, vicharishu, kaish, લઈશ, જોઈશું, pachi kaish, navo kale
approve: manjur, મંજૂર
yes: ha, haa, haji, barabar, saru, thik, હા, બરાબર, સારું, ઠીક, chalshe, ચાલશે
no: na, nahi, ના, નહીં
end: bas, bas etlu, etlu j, etluj, bas atlu, atlu j, બસ, એટલું જ, બસ આટલું, puru
sorry: sorry, bhul, bhul thai, thobho, ubha raho, ભૂલ, maf karjo
if: jo, જો
condition: hoy to, hoy toh, male to, હોય તો
both: banne, beu, બંને
big: moto, moti, motu, mota, મોટો, મોટી, મોટું, મોટા
small: nano, nani, nanu, nana, chhotu, નાનો, નાની, નાનું, chotu, jini, jinu
wala: wala, wali, nu, no, ni, valu, valo, વાળું, નું, નો, ની, wadu, vado
before: pehla, pahela, pehela, પહેલા, pela
until: sudhi, sudhima, સુધી, સુધીમાં
dest: ma, par, mate, thi, માં, પર, માટે, e
place: dukan, દુકાન, godown, ગોડાઉન, factory, ફેક્ટરી
day 0: aaje, aaj, આજે, આજ
day 1: kale, kaal, kaale, આવતીકાલે, કાલે, avtikale, aavtikale, kal savare
day 2: parmdivse, param divase, પરમ દિવસે
day -1: gai kale, ગઈકાલે
weekday 0: ravivar, raviwar, ravivare, રવિવાર, રવિવારે
weekday 1: somvar, somwar, somvare, સોમવાર, સોમવારે
weekday 2: mangalvar, mangalwar, મંગળવાર, મંગળવારે
weekday 3: budhvar, budhwar, બુધવાર, બુધવારે
weekday 4: guruvar, guruwar, ગુરુવાર, ગુરુવારે
weekday 5: shukravar, shukrawar, શુક્રવાર, શુક્રવારે
weekday 6: shanivar, shaniwar, શનિવાર, શનિવારે
next: aavta, avta, આવતા
dateword: tarikh, તારીખ
daytime: savare, savar, sanje, saanje, bapore, ratre, raat, સવારે, સાંજે, બપોરે, રાત્રે
clock: vage, vagya, vagyе, વાગે, વાગ્યે
festival: diwali, uttarayan, navratri, દિવાળી
reason: lagan, lagn, prasang, લગ્ન, પ્રસંગ
urgent: jaldi, tarat, જલદી
person: bolu chu, bolu chhu, bolun chhun, બોલું છું
greet: kem cho, kem chho, jai shri krishna, jsk, bhai, saheb, sheth, namaste, majama, aabhar, કેમ છો, જય શ્રી કૃષ્ણ, ભાઈ, સાહેબ, નમસ્તે, શેઠ, આભાર, ben
ambiguous: be, bey, bar, baar, ter, sol, so, nav, vis, das, sada, pona, sat
filler: mane, amne, ame, amaro, amari, tame, tamaro, tamne, chhe, che, hatu, hato, j, pan, to, aa, ae, te, tya, ahi, have, haju, fakt, nu, no, ni, na, ma, e, ek vaar, vakhat, aa vakhat, મને, અમને, અમારો, છે, હતું, જ, પણ, તો, આ, તે, ફક્ત, હવે, નું, નો, ની, ના, માં, પર, mokalish, navo, biji dukan, biji, avi, aavi, malya, joitu, gadi, gaadi, kalthi
`;
