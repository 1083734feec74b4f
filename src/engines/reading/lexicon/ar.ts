/** Arabic of the Gulf and Arabizi. One line a meaning: `tag: words`. Words are compared without vowel signs and without the article. */
export const ar = `
num 1: واحد, واحدة, wahed, wa7ed, وحدة, wa7da
num 2: اثنين, اثنان, ثنين, اتنين, tnen, etnen, ithnain, ethnen, thnain
num 3: ثلاثة, ثلاث, تلاتة, talata, thalatha, tlateh, thalath
num 4: اربعة, أربعة, اربع, arba3a, arbaa, arba3
num 5: خمسة, خمس, khamsa, 5amsa, khamse, khams
num 6: ستة, ست, sitta, sitteh
num 7: سبعة, سبع, sab3a, saba3
num 8: ثمانية, ثمان, تمانية, thamania, tmanya, thamanya
num 9: تسعة, تسع, tis3a, tes3a
num 10: عشرة, عشر, 3ashra, ashra, 3shara, 3ashara
num 11: احدعش, حداشر, أحد عشر, 7da3sh
num 12: اثنعش, اطنعش, اثنا عشر, 6na3sh
num 15: خمستعش, خمسة عشر, 5mst3sh
num 20: عشرين, عشرون, 3eshreen, 3ishreen, ashreen, 3shreen
num 25: خمسة وعشرين
num 30: ثلاثين, ثلاثون, تلاتين, thalatheen, talateen
num 40: اربعين, أربعين, arba3een
num 50: خمسين, خمسون, khamseen, 5amseen
num 60: ستين, sitteen
num 70: سبعين, sab3een
num 80: ثمانين, thamaneen
num 90: تسعين, tis3een
num 200: ميتين, مئتين, مئتان, meeten, miteen
num 2000: الفين, ألفين, alfen
times 100: مية, مئة, مائة, ميه, meya, miya
times 1000: الف, ألف, آلاف, alf, alaf
times 12: درزن, دزينة, دستة, darzan, dozen
half: نص, نصف, nuss, noss, nus
num 0.75: ثلاث ارباع, ثلاثة ارباع, تلات ارباع, talat arba3
quarter: ربع, rob3
ambiguous: ست, ستة, alf
ordinal 1: الاول, الأول, اول, awal, alawal, الاولى
ordinal 2: الثاني, الثانية, thani, althani, tani
ordinal 3: الثالث, الثالثة, thalith
and: و, w, wa, وايضا, كمان, kaman, bardo, وبعد, مع, ma3
or: او, أو, ولا, walla, aw, wla
but: لكن, بس, lakin, laken
not: مو, مش, ليس, موب, mo, mesh, mish, mush, la
instead: بدل, بدال, عوض, badal, bdal, مكان, بدلا من, makan
less: اقل, أقل, نقص, ناقص, a2al, naqqes
more: زيادة, زود, زودوا, اكثر, أكثر, زيد, zyada, zeed, zid, ziyada, اضافي
add: اضف, أضف, ضيف, ضيفوا, زيد, زيدوا, اضافة, dif, theef, theefo, deef, zawed, حط, 7ot
remove: شيل, شيلوا, احذف, بدون, بلاش, sheel, shil, bdoon, bidoon, balash, shelo, من غير, مانبي, ما نبي, ما نحتاج
cancel: الغي, الغ, الغوا, إلغاء, الغاء, كنسل, cancel, elghi, alghi, kansel, kansil, elgha2, نلغي
all: كل, كله, الكل, جميع, kol, kolo, kello, كامل
set: خلي, خليها, خليهم, خلها, عدل, غير, غيروا, تعديل, khali, khaliha, khalleeha, 3adel, ghayer, khalleh, sawi, سوي, سووا, خلوها, khalih, 5aleeha
verb: ارسل, ارسلوا, أرسل, ارسال, نبي, ابي, أبي, ابغى, أبغى, نبغى, نريد, اريد, أريد, احتاج, نحتاج, عطني, عطنا, اعطني, جيب, جيبوا, وصل, وصلوا, توصيل, جهز, جهزوا, سجل, سجلوا, طرش, طرشوا, abi, abgha, nabi, nabgha, areed, ureed, 3ayez, 3awez, عايز, عاوز, محتاج, ersil, arsil, arsel, rsel, tarsh, 6arsh, tarresh, sajjel, sajel, wasel, wassel, jeeb, jib, 36na, 36ni, 3ateena, محتاجين, نحتاج, بدنا, بدي, badna, badi, biddi, biddna, mehtaj, me7taj, na7taj, ne7taj, يرجى, برجاء, الرجاء
double: دبل, ضعف, مضاعف, dabal, dobl, الضعف, d3f
repeat: نفس, نفسه, نفسها, كرر, كرروا, تكرار, مثل, زي, nafs, nefs, nafso, mithl, methl, zay, zai, mesl, karrer, krr, 7asb
last: الاخير, الأخير, اخر, آخر, السابق, الماضي, اللي فات, امس, alakheer, el akheer, akher, akhir, a5er, elli fat, alsabeq, sabeq, المرة الماضية, اخر مرة, آخر طلب, اخر طلب, akher talab, akher marra
usual: المعتاد, كالعادة, العادي, المعتادة, almo3tad, mo3tad, kal3ada, el mo3tad, kel 3ada, عادة, دايم, دائما, zay kol mara, مثل العادة, زي كل مرة, mithl al3ada
order: طلب, طلبية, الطلب, الطلبية, طلبيه, اوردر, أوردر, talab, talabiya, talabeya, order, 6alab, 6alabiya, الاوردر, طلبنا
rest: الباقي, باقي, albaqi, baqi, elba2i
question: كم, متى, هل, وين, ليش, شنو, ايش, وش, شو, ما هو, كيف, kam, meta, mata, wain, wen, leesh, shlon, shno, eish, shu, kef, emta, fain, gadesh, اين, أين, ممكن تعرف, bekam, bkam, بكم, شقد
avail: متوفر, متوفرة, موجود, موجودة, عندكم, 3andkom, 3ndkom, mawjood, mwjood, mtwfr, motawafer, mutawaffer, fee 3andkom, fi 3ndkm, avail
price: بكم, بكام, bkam, bekam, bikam, سعر, السعر, اسعار, الاسعار, أسعار, بسعر, se3r, s3r, si3r, el se3r, as3ar, تسعيرة, عرض سعر
quote: عرض سعر, عرض اسعار, تسعيرة, تسعير, سعرولي, 3ard se3r, tas3eera
discount: خصم, تخفيض, عرض, khasm, 5asm, takhfeed, خصومات
complaint: خربان, تالف, تالفة, مكسور, مكسورة, ناقص, ناقصة, شكوى, منتهي, منتهية, رجع, مرتجع, خراب, تسريب, غلط, خطأ, kharban, 5arban, maksoor, talif, naqes, shakwa, ghalat, 5ayes, خايس, ما وصل, ما وصلت, ما وصلني, ma wasal, ma wesel, متأخر, تاخر, mit2akher, سيئة, معيب, صدى, مصدي, يسرب, تهريب
payment: دفع, دفعت, دفعنا, دفعة, تحويل, حولنا, حولت, حوالة, شيك, كشف حساب, رصيد, فاتورة, الفاتورة, فلوس, daf3, dafa3t, dafa3na, dfa3na, 7awala, 7awalna, 7awalt, 7wlna, tahweel, sheek, kashf 7esab, kashf hesab, rasid, raseed, floos, حساب, سداد, سددنا, ايداع
talk: مبارك, عيد مبارك, كل عام, تهانينا, اجازة, إجازة, عطلة, كل عام وانتم بخير, mabrook, mubarak, رقم غلط, غلطان, بالغلط, 3otla
future: بشوف, باخذ, اذا نزل, بنأخذ, ناخذ, bashoof, باشوف, نشوف, بعدين
approve: موافق, موافقين, اعتمد, اعتمدوا, معتمد, تم الاعتماد, muwafiq, mwafeq, mwafq, e3tamed, نوافق, توكلوا
yes: نعم, اي, ايوه, ايوة, تمام, زين, صح, صحيح, اوكي, اوك, طيب, naam, na3am, aywa, aiwa, ee, tamam, tmam, zain, zen, sa7, sah, tayeb, 6ayeb, okay, حاضر, مضبوط
no: لا, لأ, كلا, la, la2, laa, مو صح, غلط
end: خلاص, خلصنا, بس, فقط, هذا كل شي, khalas, 5alas, khlas, bas, bss, faqat, و بس, وبس, بس كذا, bs keda, هذا الطلب, هذا كل شيء
sorry: اسف, آسف, عفوا, لحظة, لحظه, sorry, asif, 3afwan, la7tha, lahza, غلطت, استنى, قصدي, qasdi, asdi
if: اذا, إذا, لو, etha, itha, law, eza
condition: اذا متوفر, اذا موجود, لو موجود, لو متوفر, etha mawjood, law mawjood, إذا متوفر, if mawjood
each: كل واحد, لكل, كل فرع, likol, lkol
both: كلا, الفرعين, المحلين, both, الاثنين
big: كبير, كبيرة, الكبير, كبار, kbeer, kabeer, kebir, kbir, kabeera, kbar
small: صغير, صغيرة, الصغير, صغار, zgheer, sagheer, sgheer, saghir, sagher, z8eer, sghar
medium: وسط, متوسط, wasat, mutawasset
wala: ابو, أبو, حق, حقت, مال, نوع, abu, abo, 7ag, hag, mal, no3, اللي
deliver: توصيل, التوصيل, تسليم, التسليم, taslim, tawseel, توصل
dest: الى, إلى, لـ, ل, على, في, ب, ila, 3ala, fi, lel, lil, for, عند, 3end
before: قبل, gabl, qabl, abl
until: حتى, لغاية, 7ata, lghayat, بحد اقصى, لين
place: محل, فرع, مخزن, مستودع, موقع, معرض, m7al, fare3, makhzan, mostawda3, maw8e3, mawqe3, الموقع
day 0: اليوم, alyoom, alyom, elyom, lyom, el youm, الليلة, il yom
day 1: بكرة, بكره, باكر, غدا, غداً, bukra, bokra, bukrah, bacher, baker, ghadan, bukre, bkra
day 2: بعد بكرة, بعد بكره, بعد غد, عقب باكر, ba3d bukra, ba3ad bokra, bad bukra, 3ogb bacher
day -1: امس, أمس, ams, embareh
weekday 0: الاحد, الأحد, احد, alahad, el a7ad, al a7ad, a7ad
weekday 1: الاثنين, الإثنين, الاتنين, alithnain, el etnain, al etnen, ethnain
weekday 2: الثلاثاء, الثلاثا, التلات, althulatha, thalatha2, al thalatha
weekday 3: الاربعاء, الأربعاء, الاربعا, al arbi3a, alarbaa, arbe3a2, el arbe3a
weekday 4: الخميس, khamees, al khamees, alkhamis, el khamis, 5amees, al5amees
weekday 5: الجمعة, الجمعه, jum3a, al jum3a, gom3a, jom3a, el gom3a
weekday 6: السبت, sabt, alsabt, el sabt, essabt
month 1: يناير
month 2: فبراير
month 3: مارس
month 4: ابريل, أبريل
month 5: مايو
month 6: يونيو
month 7: يوليو
month 8: اغسطس, أغسطس
month 9: سبتمبر
month 10: اكتوبر, أكتوبر
month 11: نوفمبر
month 12: ديسمبر
next: القادم, الجاي, القادمة, الجاية, aljay, el gay, jay, alqadim, aljaay
week: الاسبوع, الأسبوع, اسبوع, usbu3, isboo3
dateword: تاريخ, يوم, tareekh, yom, youm, يوم
daytime: الصبح, صباحا, الصباح, العصر, الظهر, المساء, مساء, بالليل, المغرب, alsob7, el sob7, subh, sob7, 3asr, dhuhr, duhr, masaa, mesa, bel lail, الفجر
clock: الساعة, الساعه, saa3a, elsa3a, ص, م
festival: رمضان, العيد, عيد, ramadan, ramathan, eid, el eid, شعبان, محرم, شوال, ذو الحجة, ذي الحجة, رجب, صفر, ربيع, hajj, الحج
reason: عرس, زواج, مناسبة, حفلة, مشروع, مشروعنا, 3ers, zawaj, mashroo3, mashrou3, hafla, 7afla, للمشروع, الموسم
urgent: ضروري, عاجل, مستعجل, بسرعة, darori, dharoori, 3ajel, mesta3jel, بسرعه, الحين, al7een
person: معك, معاك, ma3ak, ma3ik, وياك
greet: السلام عليكم, سلام عليكم, سلام, وعليكم السلام, مرحبا, هلا, اهلا, صباح الخير, صباح النور, مساء الخير, شكرا, مشكور, مشكورين, يعطيك العافية, salam, salam alaikum, slm, assalam, marhaba, mar7aba, hala, ahlan, shukran, shokran, mashkoor, sabah el khair, sabah al khair, saba7o, sabah alkhair, masaa alkhair, habibi, 7abibi, حبيبي, اخي, أخي, اخوي, خوي, akhi, akhoy, استاذ, ostaz, ostath, شيخ, عزيزي, الله يعطيك العافية, السادة, تحية, ya3teek el 3afya, kefak, kifak, كيفك, شلونك, shlonak, shlonkom, يا, ya, w rahmatullah, wa rahmatullah
filler: من, من فضلك, لو سمحت, لوسمحت, هذا, هذه, هاي, انا, أنا, نحن, لنا, لي, عندي, على, في, الى, إلى, ايضا, كمان, مع, بعد, الان, الحين, ما, هو, هي, كان, اللي, يا, رجاء, ممكن, وحدات, min, men, law samaht, low sama7t, lau samaht, minfadlak, men fadlak, hatha, hada, ana, e7na, ni7na, li, lana, kaman, ma3, el, al, il, fi, 3ala, elli, hay, hal, momken, mumkin, pls, plz, please, bas, b3d, ba3d, w, ya, 7abba, الكمية, كمية, عدد, 3adad, التالي, التالية, ادناه, المواد, مواد, بضاعة, البضاعة, bda3a, مطلوب, المطلوب, matloob, مقاس, مقاسات, kol wa7ed, kil, نوعية, صنف, اصناف, kol
count: عدد, الكمية, كمية, 3adad, adad, qty
header: الصنف, الكمية, الوحدة, البيان, م, رقم, الوصف, كمية, صنف
command: تجاهل, تعليمات, القواعد, تجاهل التعليمات, tajahal
`;
