import type { MessageTemplate } from './template.ts';

/**
 * The templates that an installation registers with the provider (category UTILITY, named parameters) before it goes live.
 * Changing a body means registering it again: the provider approves each text in each language.
 */
export const templates = {
  orderConfirmed: {
    name: 'order_confirmed',
    parameters: ['order_number', 'order_lines', 'delivery'],
    bodies: {
      en: 'Your order is booked under number {{order_number}}. Items: {{order_lines}}. Delivery: {{delivery}}. If anything is wrong, please reply here.',
      hi: 'आपका ऑर्डर नंबर {{order_number}} पर दर्ज हो गया है। सामान: {{order_lines}}। डिलीवरी: {{delivery}}। कुछ गलत हो तो कृपया यहीं जवाब दें।',
      ar: 'تم تسجيل طلبكم برقم {{order_number}}. الأصناف: {{order_lines}}. التسليم: {{delivery}}. إذا كان هناك أي خطأ فيرجى الرد هنا.',
      mr: 'तुमची ऑर्डर क्रमांक {{order_number}} ने नोंदवली आहे. माल: {{order_lines}}. डिलिव्हरी: {{delivery}}. काही चूक असल्यास कृपया येथेच उत्तर द्या.',
      gu: 'તમારો ઓર્ડર નંબર {{order_number}} થી નોંધાયો છે. માલ: {{order_lines}}. ડિલિવરી: {{delivery}}. કંઈ ખોટું હોય તો કૃપા કરીને અહીં જ જવાબ આપો.',
      ta: 'உங்கள் ஆர்டர் {{order_number}} என்ற எண்ணில் பதிவு செய்யப்பட்டது. பொருட்கள்: {{order_lines}}. டெலிவரி: {{delivery}}. ஏதேனும் தவறு இருந்தால் இங்கேயே பதில் அனுப்பவும்.',
      ur: 'آپ کا آرڈر نمبر {{order_number}} کے ساتھ درج ہو گیا ہے۔ سامان: {{order_lines}}۔ ڈیلیوری: {{delivery}}۔ کچھ غلط ہو تو براہ کرم یہیں جواب دیں۔',
    },
  },
  orderQuestion: {
    name: 'order_question',
    parameters: ['question'],
    bodies: {
      en: 'We have a question about your order: {{question}} Please reply here so that we can book it.',
      hi: 'आपके ऑर्डर के बारे में एक सवाल है: {{question}} कृपया यहीं जवाब दें ताकि हम इसे दर्ज कर सकें।',
      ar: 'لدينا سؤال بخصوص طلبكم: {{question}} يرجى الرد هنا حتى نتمكن من تسجيله.',
      mr: 'तुमच्या ऑर्डरबद्दल एक प्रश्न आहे: {{question}} कृपया येथेच उत्तर द्या म्हणजे आम्ही ती नोंदवू शकू.',
      gu: 'તમારા ઓર્ડર વિશે એક પ્રશ્ન છે: {{question}} કૃપા કરીને અહીં જ જવાબ આપો જેથી અમે તેને નોંધી શકીએ.',
      ta: 'உங்கள் ஆர்டர் பற்றி ஒரு கேள்வி: {{question}} இங்கேயே பதில் அனுப்பினால் அதைப் பதிவு செய்வோம்.',
      ur: 'آپ کے آرڈر کے بارے میں ایک سوال ہے: {{question}} براہ کرم یہیں جواب دیں تاکہ ہم اسے درج کر سکیں۔',
    },
  },
  orderHeld: {
    name: 'order_held',
    parameters: ['order_lines'],
    bodies: {
      en: 'We have received your order ({{order_lines}}). It is waiting for a check on our side and is not booked yet. We will write again as soon as it is.',
      hi: 'आपका ऑर्डर ({{order_lines}}) हमें मिल गया है। हमारी तरफ़ से एक जाँच बाकी है, इसलिए यह अभी दर्ज नहीं हुआ है। दर्ज होते ही हम आपको बताएँगे।',
      ar: 'استلمنا طلبكم ({{order_lines}}). الطلب بانتظار مراجعة من جانبنا ولم يُسجَّل بعد. سنراسلكم فور تسجيله.',
      mr: 'तुमची ऑर्डर ({{order_lines}}) आम्हाला मिळाली आहे. आमच्याकडून एक तपासणी बाकी आहे, म्हणून ती अजून नोंदवलेली नाही. नोंद होताच आम्ही कळवू.',
      gu: 'તમારો ઓર્ડર ({{order_lines}}) અમને મળ્યો છે. અમારા તરફથી એક ચકાસણી બાકી છે, તેથી તે હજી નોંધાયો નથી. નોંધાતાં જ અમે જણાવીશું.',
      ta: 'உங்கள் ஆர்டர் ({{order_lines}}) கிடைத்தது. எங்கள் தரப்பில் ஒரு சரிபார்ப்பு நிலுவையில் உள்ளதால் அது இன்னும் பதிவாகவில்லை. பதிவானதும் தெரிவிப்போம்.',
      ur: 'آپ کا آرڈر ({{order_lines}}) ہمیں مل گیا ہے۔ ہماری طرف سے ایک جانچ باقی ہے، اس لیے یہ ابھی درج نہیں ہوا۔ درج ہوتے ہی ہم آپ کو بتائیں گے۔',
    },
  },
  caseTold: {
    name: 'case_told',
    parameters: ['case_number', 'request', 'deadline', 'link'],
    bodies: {
      en: 'Request {{case_number}} needs your decision. {{request}} Decide by: {{deadline}}. Open it here: {{link}} An answer in words decides nothing.',
      hi: 'अनुरोध {{case_number}} पर आपका निर्णय चाहिए। {{request}} समय सीमा: {{deadline}}। यहाँ खोलें: {{link}} शब्दों में दिया गया उत्तर निर्णय नहीं माना जाता।',
      ar: 'الطلب {{case_number}} بانتظار قراركم. {{request}} المهلة حتى: {{deadline}}. افتحوه من هنا: {{link}} الرد بالكلام لا يُعد قرارًا.',
      mr: 'विनंती {{case_number}} वर तुमचा निर्णय हवा आहे. {{request}} मुदत: {{deadline}}. येथे उघडा: {{link}} शब्दांत दिलेले उत्तर निर्णय मानले जात नाही.',
      gu: 'વિનંતી {{case_number}} પર તમારો નિર્ણય જોઈએ છે. {{request}} સમયમર્યાદા: {{deadline}}. અહીં ખોલો: {{link}} શબ્દોમાં આપેલો જવાબ નિર્ણય ગણાતો નથી.',
      ta: 'கோரிக்கை {{case_number}} க்கு உங்கள் முடிவு தேவை. {{request}} காலக்கெடு: {{deadline}}. இங்கே திறக்கவும்: {{link}} வார்த்தைகளில் தரும் பதில் முடிவாகாது.',
      ur: 'درخواست {{case_number}} پر آپ کا فیصلہ درکار ہے۔ {{request}} مہلت: {{deadline}}۔ یہاں کھولیں: {{link}} لفظوں میں دیا گیا جواب فیصلہ نہیں مانا جاتا۔',
    },
  },
} as const satisfies Readonly<Record<string, MessageTemplate>>;
