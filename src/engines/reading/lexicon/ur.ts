/** Urdu in Arabic letters; Roman Urdu shares the Hinglish list. One line a meaning: `tag: words`. */
export const ur = `
num 1: ایک
num 2: دو
num 3: تین
num 4: چار
num 5: پانچ
num 6: چھ
num 7: سات
num 8: آٹھ
num 9: نو
num 10: دس
num 12: بارہ
num 15: پندرہ
num 20: بیس
num 25: پچیس
num 30: تیس
num 40: چالیس
num 50: پچاس
num 60: ساٹھ
num 70: ستر
num 80: اسی
num 90: نوے
num 1.5: ڈیڑھ
num 2.5: ڈھائی
times 100: سو
times 1000: ہزار
times 12: درجن
half: آدھا, آدھی
plushalf: ساڑھے
plusquarter: سوا
minusquarter: پونے
and: اور
or: یا
not: نہیں, مت
instead: کی جگہ, کے بدلے
less: کم
more: زیادہ, مزید
add: شامل, ڈال دو, جوڑ دو, شامل کرو
remove: ہٹا دو, نکال دو, نہیں چاہیے
cancel: کینسل, منسوخ
all: سب, سارا, پورا
set: کر دو, کردو, کریں, کر دیں
verb: بھیجو, بھیج دو, بھیجیں, چاہیے, چاہئے, دے دو, لکھو, بھیج دیں, دیں
repeat: وہی, دوبارہ, جیسا, پھر سے
last: پچھلا, پچھلے, پچھلی
usual: ہمیشہ, روز والا, ہمیشہ والا
order: آرڈر, مال
question: کیا, کتنا, کتنے, کب, کہاں, بتائیں
price: ریٹ, قیمت, بھاؤ
complaint: خراب, ٹوٹا, واپس, شکایت, کم آیا
payment: پیسے, رقم, ادائیگی, جمع
yes: ہاں, جی, ٹھیک ہے, ٹھیک
end: بس, بس اتنا, ختم
sorry: معاف, غلطی, رکو
big: بڑا, بڑی, بڑے
small: چھوٹا, چھوٹی, چھوٹے
wala: والا, والی, والے
until: تک
before: سے پہلے
dest: میں, پر, کو
day 0: آج
kal: کل
parso: پرسوں
weekday 0: اتوار
weekday 1: پیر
weekday 2: منگل
weekday 3: بدھ
weekday 4: جمعرات
weekday 5: جمعہ
weekday 6: ہفتہ
dateword: تاریخ
daytime: صبح, شام, دوپہر, رات
greet: السلام علیکم, بھائی, جناب, شکریہ, سلام, صاحب
filler: مجھے, ہمیں, ہمارا, کا, کی, کے, بھی, ہے, ہیں, سے, تو, اب, ذرا, مہربانی
`;
