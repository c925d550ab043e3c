-- What filters (server/filter) ask of the database. None of it raises, whatever a table or a filter holds, and none of
-- it depends on the locale of the database: lower('Å') does nothing where that is C.

-- Unicode full case folding (CaseFolding.txt of Unicode 14, statuses C and F) of any text, character by character.
do $do$
declare
  -- Each character and what it becomes.
  pairs text :=
    'ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįĲĳĴĵĶķĹĺĻļĽľĿŀŁłŃńŅņŇňŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧ' ||
    'ŨũŪūŬŭŮůŰűŲųŴŵŶŷŸÿŹźŻżŽžſsƁɓƂƃƄƅƆɔƇƈƉɖƊɗƋƌƎǝƏəƐɛƑƒƓɠƔɣƖɩƗɨƘƙƜɯƝɲƟɵƠơƢƣƤƥƦʀƧƨƩʃƬƭƮʈƯưƱʊƲʋƳƴƵƶƷʒƸƹƼƽǄǆ' ||
    'ǅǆǇǉǈǉǊǌǋǌǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǢǣǤǥǦǧǨǩǪǫǬǭǮǯǱǳǲǳǴǵǶƕǷƿǸǹǺǻǼǽǾǿȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȜȝȞȟȠƞȢȣȤȥ' ||
    'ȦȧȨȩȪȫȬȭȮȯȰȱȲȳȺⱥȻȼȽƚȾⱦɁɂɃƀɄʉɅʌɆɇɈɉɊɋɌɍɎɏͰͱͲͳͶͷͿϳΆάΈέΉήΊίΌόΎύΏώΑαΒβΓγΔδΕεΖζΗηΘθΙιΚκΛλΜμΝνΞξΟοΠπΡρΣσΤτ' ||
    'ΥυΦφΧχΨψΩωΪϊΫϋςσϏϗϐβϑθϕφϖπϘϙϚϛϜϝϞϟϠϡϢϣϤϥϦϧϨϩϪϫϬϭϮϯϰκϱρϴθϵεϷϸϹϲϺϻϽͻϾͼϿͽЀѐЁёЂђЃѓЄєЅѕІіЇїЈјЉљЊњЋћЌќЍѝЎў' ||
    'ЏџАаБбВвГгДдЕеЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯяѠѡѢѣѤѥѦѧѨѩѪѫѬѭѮѯѰѱѲѳѴѵѶѷѸѹѺѻѼѽѾѿҀҁ' ||
    'ҊҋҌҍҎҏҐґҒғҔҕҖҗҘҙҚқҜҝҞҟҠҡҢңҤҥҦҧҨҩҪҫҬҭҮүҰұҲҳҴҵҶҷҸҹҺһҼҽҾҿӀӏӁӂӃӄӅӆӇӈӉӊӋӌӍӎӐӑӒӓӔӕӖӗӘәӚӛӜӝӞӟӠӡӢӣӤӥӦӧӨөӪӫӬӭ' ||
    'ӮӯӰӱӲӳӴӵӶӷӸӹӺӻӼӽӾӿԀԁԂԃԄԅԆԇԈԉԊԋԌԍԎԏԐԑԒԓԔԕԖԗԘԙԚԛԜԝԞԟԠԡԢԣԤԥԦԧԨԩԪԫԬԭԮԯԱաԲբԳգԴդԵեԶզԷէԸըԹթԺժԻիԼլԽխԾծԿկՀհՁձ' ||
    'ՂղՃճՄմՅյՆնՇշՈոՉչՊպՋջՌռՍսՎվՏտՐրՑցՒւՓփՔքՕօՖֆႠⴀႡⴁႢⴂႣⴃႤⴄႥⴅႦⴆႧⴇႨⴈႩⴉႪⴊႫⴋႬⴌႭⴍႮⴎႯⴏႰⴐႱⴑႲⴒႳⴓႴⴔႵⴕႶⴖႷⴗႸⴘႹⴙႺⴚႻⴛႼⴜ' ||
    'ႽⴝႾⴞႿⴟჀⴠჁⴡჂⴢჃⴣჄⴤჅⴥჇⴧჍⴭᏸᏰᏹᏱᏺᏲᏻᏳᏼᏴᏽᏵᲀвᲁдᲂоᲃсᲄтᲅтᲆъᲇѣᲈꙋᲐაᲑბᲒგᲓდᲔეᲕვᲖზᲗთᲘიᲙკᲚლᲛმᲜნᲝოᲞპᲟჟᲠრᲡსᲢტᲣუᲤფᲥქᲦღᲧყ' ||
    'ᲨშᲩჩᲪცᲫძᲬწᲭჭᲮხᲯჯᲰჰᲱჱᲲჲᲳჳᲴჴᲵჵᲶჶᲷჷᲸჸᲹჹᲺჺᲽჽᲾჾᲿჿḀḁḂḃḄḅḆḇḈḉḊḋḌḍḎḏḐḑḒḓḔḕḖḗḘḙḚḛḜḝḞḟḠḡḢḣḤḥḦḧḨḩḪḫḬḭḮḯḰḱḲḳḴḵḶḷ' ||
    'ḸḹḺḻḼḽḾḿṀṁṂṃṄṅṆṇṈṉṊṋṌṍṎṏṐṑṒṓṔṕṖṗṘṙṚṛṜṝṞṟṠṡṢṣṤṥṦṧṨṩṪṫṬṭṮṯṰṱṲṳṴṵṶṷṸṹṺṻṼṽṾṿẀẁẂẃẄẅẆẇẈẉẊẋẌẍẎẏẐẑẒẓẔẕẛṡẠạẢả' ||
    'ẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹỺỻỼỽỾỿἈἀἉἁἊἂἋἃ' ||
    'ἌἄἍἅἎἆἏἇἘἐἙἑἚἒἛἓἜἔἝἕἨἠἩἡἪἢἫἣἬἤἭἥἮἦἯἧἸἰἹἱἺἲἻἳἼἴἽἵἾἶἿἷὈὀὉὁὊὂὋὃὌὄὍὅὙὑὛὓὝὕὟὗὨὠὩὡὪὢὫὣὬὤὭὥὮὦὯὧᾸᾰᾹᾱᾺὰΆάιιῈὲ' ||
    'ΈέῊὴΉήῘῐῙῑῚὶΊίῨῠῩῡῪὺΎύῬῥῸὸΌόῺὼΏώΩωKkÅåℲⅎⅠⅰⅡⅱⅢⅲⅣⅳⅤⅴⅥⅵⅦⅶⅧⅷⅨⅸⅩⅹⅪⅺⅫⅻⅬⅼⅭⅽⅮⅾⅯⅿↃↄⒶⓐⒷⓑⒸⓒⒹⓓⒺⓔⒻⓕⒼⓖⒽⓗⒾⓘⒿⓙⓀⓚⓁⓛⓂⓜ' ||
    'ⓃⓝⓄⓞⓅⓟⓆⓠⓇⓡⓈⓢⓉⓣⓊⓤⓋⓥⓌⓦⓍⓧⓎⓨⓏⓩⰀⰰⰁⰱⰂⰲⰃⰳⰄⰴⰅⰵⰆⰶⰇⰷⰈⰸⰉⰹⰊⰺⰋⰻⰌⰼⰍⰽⰎⰾⰏⰿⰐⱀⰑⱁⰒⱂⰓⱃⰔⱄⰕⱅⰖⱆⰗⱇⰘⱈⰙⱉⰚⱊⰛⱋⰜⱌⰝⱍⰞⱎⰟⱏⰠⱐⰡⱑⰢⱒⰣⱓⰤⱔ' ||
    'ⰥⱕⰦⱖⰧⱗⰨⱘⰩⱙⰪⱚⰫⱛⰬⱜⰭⱝⰮⱞⰯⱟⱠⱡⱢɫⱣᵽⱤɽⱧⱨⱩⱪⱫⱬⱭɑⱮɱⱯɐⱰɒⱲⱳⱵⱶⱾȿⱿɀⲀⲁⲂⲃⲄⲅⲆⲇⲈⲉⲊⲋⲌⲍⲎⲏⲐⲑⲒⲓⲔⲕⲖⲗⲘⲙⲚⲛⲜⲝⲞⲟⲠⲡⲢⲣⲤⲥⲦⲧⲨⲩⲪⲫⲬⲭⲮⲯ' ||
    'ⲰⲱⲲⲳⲴⲵⲶⲷⲸⲹⲺⲻⲼⲽⲾⲿⳀⳁⳂⳃⳄⳅⳆⳇⳈⳉⳊⳋⳌⳍⳎⳏⳐⳑⳒⳓⳔⳕⳖⳗⳘⳙⳚⳛⳜⳝⳞⳟⳠⳡⳢⳣⳫⳬⳭⳮⳲⳳꙀꙁꙂꙃꙄꙅꙆꙇꙈꙉꙊꙋꙌꙍꙎꙏꙐꙑꙒꙓꙔꙕꙖꙗꙘꙙꙚꙛꙜꙝꙞꙟꙠꙡꙢꙣꙤꙥꙦꙧꙨꙩ' ||
    'ꙪꙫꙬꙭꚀꚁꚂꚃꚄꚅꚆꚇꚈꚉꚊꚋꚌꚍꚎꚏꚐꚑꚒꚓꚔꚕꚖꚗꚘꚙꚚꚛꜢꜣꜤꜥꜦꜧꜨꜩꜪꜫꜬꜭꜮꜯꜲꜳꜴꜵꜶꜷꜸꜹꜺꜻꜼꜽꜾꜿꝀꝁꝂꝃꝄꝅꝆꝇꝈꝉꝊꝋꝌꝍꝎꝏꝐꝑꝒꝓꝔꝕꝖꝗꝘꝙꝚꝛꝜꝝꝞꝟꝠꝡꝢꝣꝤꝥꝦꝧ' ||
    'ꝨꝩꝪꝫꝬꝭꝮꝯꝹꝺꝻꝼꝽᵹꝾꝿꞀꞁꞂꞃꞄꞅꞆꞇꞋꞌꞍɥꞐꞑꞒꞓꞖꞗꞘꞙꞚꞛꞜꞝꞞꞟꞠꞡꞢꞣꞤꞥꞦꞧꞨꞩꞪɦꞫɜꞬɡꞭɬꞮɪꞰʞꞱʇꞲʝꞳꭓꞴꞵꞶꞷꞸꞹꞺꞻꞼꞽꞾꞿꟀꟁꟂꟃꟄꞔꟅʂꟆᶎꟇꟈꟉꟊꟐꟑꟖꟗ' ||
    'ꟘꟙꟵꟶꭰᎠꭱᎡꭲᎢꭳᎣꭴᎤꭵᎥꭶᎦꭷᎧꭸᎨꭹᎩꭺᎪꭻᎫꭼᎬꭽᎭꭾᎮꭿᎯꮀᎰꮁᎱꮂᎲꮃᎳꮄᎴꮅᎵꮆᎶꮇᎷꮈᎸꮉᎹꮊᎺꮋᎻꮌᎼꮍᎽꮎᎾꮏᎿꮐᏀꮑᏁꮒᏂꮓᏃꮔᏄꮕᏅꮖᏆꮗᏇꮘᏈꮙᏉꮚᏊꮛᏋꮜᏌꮝᏍꮞᏎꮟᏏ' ||
    'ꮠᏐꮡᏑꮢᏒꮣᏓꮤᏔꮥᏕꮦᏖꮧᏗꮨᏘꮩᏙꮪᏚꮫᏛꮬᏜꮭᏝꮮᏞꮯᏟꮰᏠꮱᏡꮲᏢꮳᏣꮴᏤꮵᏥꮶᏦꮷᏧꮸᏨꮹᏩꮺᏪꮻᏫꮼᏬꮽᏭꮾᏮꮿᏯＡａＢｂＣｃＤｄＥｅＦｆＧｇＨｈＩｉＪｊＫｋＬｌＭｍＮｎＯｏＰｐＱｑＲｒ' ||
    'ＳｓＴｔＵｕＶｖＷｗＸｘＹｙＺｚ𐐀𐐨𐐁𐐩𐐂𐐪𐐃𐐫𐐄𐐬𐐅𐐭𐐆𐐮𐐇𐐯𐐈𐐰𐐉𐐱𐐊𐐲𐐋𐐳𐐌𐐴𐐍𐐵𐐎𐐶𐐏𐐷𐐐𐐸𐐑𐐹𐐒𐐺𐐓𐐻𐐔𐐼𐐕𐐽𐐖𐐾𐐗𐐿𐐘𐑀𐐙𐑁𐐚𐑂𐐛𐑃𐐜𐑄𐐝𐑅𐐞𐑆𐐟𐑇𐐠𐑈𐐡𐑉𐐢𐑊𐐣𐑋𐐤𐑌𐐥𐑍𐐦𐑎𐐧𐑏𐒰𐓘𐒱𐓙' ||
    '𐒲𐓚𐒳𐓛𐒴𐓜𐒵𐓝𐒶𐓞𐒷𐓟𐒸𐓠𐒹𐓡𐒺𐓢𐒻𐓣𐒼𐓤𐒽𐓥𐒾𐓦𐒿𐓧𐓀𐓨𐓁𐓩𐓂𐓪𐓃𐓫𐓄𐓬𐓅𐓭𐓆𐓮𐓇𐓯𐓈𐓰𐓉𐓱𐓊𐓲𐓋𐓳𐓌𐓴𐓍𐓵𐓎𐓶𐓏𐓷𐓐𐓸𐓑𐓹𐓒𐓺𐓓𐓻𐕰𐖗𐕱𐖘𐕲𐖙𐕳𐖚𐕴𐖛𐕵𐖜𐕶𐖝𐕷𐖞𐕸𐖟𐕹𐖠𐕺𐖡𐕼𐖣𐕽𐖤𐕾𐖥𐕿𐖦𐖀𐖧' ||
    '𐖁𐖨𐖂𐖩𐖃𐖪𐖄𐖫𐖅𐖬𐖆𐖭𐖇𐖮𐖈𐖯𐖉𐖰𐖊𐖱𐖌𐖳𐖍𐖴𐖎𐖵𐖏𐖶𐖐𐖷𐖑𐖸𐖒𐖹𐖔𐖻𐖕𐖼𐲀𐳀𐲁𐳁𐲂𐳂𐲃𐳃𐲄𐳄𐲅𐳅𐲆𐳆𐲇𐳇𐲈𐳈𐲉𐳉𐲊𐳊𐲋𐳋𐲌𐳌𐲍𐳍𐲎𐳎𐲏𐳏𐲐𐳐𐲑𐳑𐲒𐳒𐲓𐳓𐲔𐳔𐲕𐳕𐲖𐳖𐲗𐳗𐲘𐳘𐲙𐳙𐲚𐳚𐲛𐳛𐲜𐳜𐲝𐳝𐲞𐳞' ||
    '𐲟𐳟𐲠𐳠𐲡𐳡𐲢𐳢𐲣𐳣𐲤𐳤𐲥𐳥𐲦𐳦𐲧𐳧𐲨𐳨𐲩𐳩𐲪𐳪𐲫𐳫𐲬𐳬𐲭𐳭𐲮𐳮𐲯𐳯𐲰𐳰𐲱𐳱𐲲𐳲𑢠𑣀𑢡𑣁𑢢𑣂𑢣𑣃𑢤𑣄𑢥𑣅𑢦𑣆𑢧𑣇𑢨𑣈𑢩𑣉𑢪𑣊𑢫𑣋𑢬𑣌𑢭𑣍𑢮𑣎𑢯𑣏𑢰𑣐𑢱𑣑𑢲𑣒𑢳𑣓𑢴𑣔𑢵𑣕𑢶𑣖𑢷𑣗𑢸𑣘𑢹𑣙𑢺𑣚𑢻𑣛𑢼𑣜𑢽𑣝' ||
    '𑢾𑣞𑢿𑣟𖹀𖹠𖹁𖹡𖹂𖹢𖹃𖹣𖹄𖹤𖹅𖹥𖹆𖹦𖹇𖹧𖹈𖹨𖹉𖹩𖹊𖹪𖹋𖹫𖹌𖹬𖹍𖹭𖹎𖹮𖹏𖹯𖹐𖹰𖹑𖹱𖹒𖹲𖹓𖹳𖹔𖹴𖹕𖹵𖹖𖹶𖹗𖹷𖹘𖹸𖹙𖹹𖹚𖹺𖹛𖹻𖹜𖹼𖹝𖹽𖹞𖹾𖹟𖹿𞤀𞤢𞤁𞤣𞤂𞤤𞤃𞤥𞤄𞤦𞤅𞤧𞤆𞤨𞤇𞤩𞤈𞤪𞤉𞤫𞤊𞤬𞤋𞤭𞤌𞤮𞤍𞤯𞤎𞤰𞤏𞤱' ||
    '𞤐𞤲𞤑𞤳𞤒𞤴𞤓𞤵𞤔𞤶𞤕𞤷𞤖𞤸𞤗𞤹𞤘𞤺𞤙𞤻𞤚𞤼𞤛𞤽𞤜𞤾𞤝𞤿𞤞𞥀𞤟𞥁𞤠𞥂𞤡𞥃';
  folding jsonb := '{
    "ß":"ss","İ":"i\u0307","ŉ":"ʼn","ǰ":"j\u030c","ΐ":"ι\u0308\u0301","ΰ":"υ\u0308\u0301","և":"եւ",
    "ẖ":"h\u0331","ẗ":"t\u0308","ẘ":"w\u030a","ẙ":"y\u030a","ẚ":"aʾ","ẞ":"ss","ὐ":"υ\u0313",
    "ὒ":"υ\u0313\u0300","ὔ":"υ\u0313\u0301","ὖ":"υ\u0313\u0342","ᾀ":"ἀι","ᾁ":"ἁι","ᾂ":"ἂι","ᾃ":"ἃι","ᾄ":"ἄι",
    "ᾅ":"ἅι","ᾆ":"ἆι","ᾇ":"ἇι","ᾈ":"ἀι","ᾉ":"ἁι","ᾊ":"ἂι","ᾋ":"ἃι","ᾌ":"ἄι","ᾍ":"ἅι","ᾎ":"ἆι","ᾏ":"ἇι",
    "ᾐ":"ἠι","ᾑ":"ἡι","ᾒ":"ἢι","ᾓ":"ἣι","ᾔ":"ἤι","ᾕ":"ἥι","ᾖ":"ἦι","ᾗ":"ἧι","ᾘ":"ἠι","ᾙ":"ἡι","ᾚ":"ἢι",
    "ᾛ":"ἣι","ᾜ":"ἤι","ᾝ":"ἥι","ᾞ":"ἦι","ᾟ":"ἧι","ᾠ":"ὠι","ᾡ":"ὡι","ᾢ":"ὢι","ᾣ":"ὣι","ᾤ":"ὤι","ᾥ":"ὥι",
    "ᾦ":"ὦι","ᾧ":"ὧι","ᾨ":"ὠι","ᾩ":"ὡι","ᾪ":"ὢι","ᾫ":"ὣι","ᾬ":"ὤι","ᾭ":"ὥι","ᾮ":"ὦι","ᾯ":"ὧι","ᾲ":"ὰι",
    "ᾳ":"αι","ᾴ":"άι","ᾶ":"α\u0342","ᾷ":"α\u0342ι","ᾼ":"αι","ῂ":"ὴι","ῃ":"ηι","ῄ":"ήι","ῆ":"η\u0342",
    "ῇ":"η\u0342ι","ῌ":"ηι","ῒ":"ι\u0308\u0300","ΐ":"ι\u0308\u0301","ῖ":"ι\u0342","ῗ":"ι\u0308\u0342",
    "ῢ":"υ\u0308\u0300","ΰ":"υ\u0308\u0301","ῤ":"ρ\u0313","ῦ":"υ\u0342","ῧ":"υ\u0308\u0342","ῲ":"ὼι","ῳ":"ωι",
    "ῴ":"ώι","ῶ":"ω\u0342","ῷ":"ω\u0342ι","ῼ":"ωι","ﬀ":"ff","ﬁ":"fi","ﬂ":"fl","ﬃ":"ffi","ﬄ":"ffl","ﬅ":"st",
    "ﬆ":"st","ﬓ":"մն","ﬔ":"մե","ﬕ":"մի","ﬖ":"վն","ﬗ":"մխ","\u0345":"ι"
  }';
begin
  select folding || jsonb_object_agg(substr(pairs, n, 1), substr(pairs, n + 1, 1)) into folding
    from generate_series(1, char_length(pairs), 2) n;
  execute format($f$
    create function allmanning.folded(text) returns text language sql immutable strict as $$
      select string_agg(coalesce(%L::jsonb ->> c, c), '' order by n)
      from string_to_table($1 collate "C", null) with ordinality s(c, n)
    $$ $f$, folding);
end $do$;

-- CASEI of CQL2 (clause 7.3). What Swedish texts are made of is folded without looking at each character.
create function allmanning.casei(text) returns text language sql immutable strict as $$
  select case
    when octet_length($1) = char_length($1) then lower($1 collate "C")
    when $1 collate "C" !~ '[\u0100-\u024e\u0345-\u0587\u10a0-\u10cd\u13f8-\u13fd\u1c80-\u1cbf\u1e00-\u1ffc\u2126-\u2183\u24b6-\u24cf\u2c00-\u2cf2\ua640-\ua69a\ua722-\ua7f5\uab70-\uabbf\ufb00-\ufb17\uff21-\uff3a\U00010400-\U00010427\U000104b0-\U000104d3\U00010570-\U00010595\U00010c80-\U00010cb2\U000118a0-\U000118bf\U00016e40-\U00016e5f\U0001e900-\U0001e921]'
      then replace(translate(lower($1 collate "C"), 'µÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ', 'μàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ'), 'ß', 'ss')
    else allmanning.folded(translate(lower($1 collate "C"), 'µÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ', 'μàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ'))
  end
$$;

-- ACCENTI of CQL2 (clause 7.4): without the marks that Unicode can take off, and without strokes (København).
create function allmanning.accenti(text) returns text language sql immutable strict as $$
  select case
    when octet_length($1) = char_length($1) then $1
    else translate(
      normalize(regexp_replace(normalize($1, NFD) collate "C",
        '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g'), NFC),
      'ØøĐđŁłĦħŦŧǤǥƵƶƗɨɃƀȺⱥȻȼɆɇɈɉɌɍɎɏ', 'OoDdLlHhTtGgZzIiBbAaCcEeJjRrYy')
  end
$$;

-- A key that sorts, compared by collate "C", as Swedish does: a … v w x y z å ä ö, with é as e, ü as y, æ as ä, ø as ö;
-- spaces and hyphens before digits before letters. Case says nothing: equal keys are to be sorted by the text itself.
-- å ä ö become the characters after z.
create function allmanning.swedish(text) returns text language sql immutable strict as $$
  select case
    when octet_length($1) = char_length($1) then translate(lower($1 collate "C"), '{|}~', '____')
    else allmanning.accenti(replace(
      translate(allmanning.casei(normalize($1, NFC)), '{|}~åäæöøőœüűð', '____{||}}}}yyd'), 'þ', 'th'))
  end
$$;

-- Arithmetic of CQL2 (clause 7.10) on numbers. Null where there is no answer: division by zero, overflow, the root of a
-- negative number.
create function allmanning.calculated(operator text, a double precision, b double precision)
returns double precision language plpgsql immutable strict as $$
begin
  return case operator
    when '+' then a + b
    when '-' then a - b
    when '*' then a * b
    when '/' then a / b
    when 'div' then trunc(a / b)
    -- In decimals, so that 0.3 % 0.1 is 0.
    when '%' then mod(a::numeric, b::numeric)::double precision
    when '^' then power(a, b)
  end;
exception when others then
  return null;
end $$;

-- A geometry literal, in the coordinate system of the table: WKT in east, north, made valid. Degrees and Web Mercator
-- are cut to where the table's system is meant to be used, since what lies far outside collapses there; long edges get
-- points, so that an edge along a parallel stays there. Null where it cannot be.
create function allmanning.filter_geometry(wkt text, srid integer, target integer)
returns geometry language plpgsql immutable strict as $$
declare
  literal geometry := st_geomfromtext(wkt, srid);
  area geometry;
  longest double precision;
begin
  if not st_isvalid(literal) then literal := st_makevalid(literal); end if;
  if srid = target then return literal; end if;
  if srid = 3857 then
    area := st_makeenvelope(-20037508.34, -20037508.34, 20037508.34, 20037508.34, 3857);
    literal := st_transform(allmanning.cut(literal, area), 4326);
    srid := 4326;
  end if;
  if srid = 4326 and target between 3006 and 3018 then
    area := st_makeenvelope(2, 52, 32, 74, 4326);
  elsif srid = 4326 then
    area := st_makeenvelope(-180, -85.06, 180, 85.06, 4326);
  elsif srid between 3006 and 3018 then
    area := st_makeenvelope(-1000000, 5000000, 2500000, 9000000, srid);
  end if;
  if area is not null then literal := allmanning.cut(literal, area); end if;
  if st_isempty(literal) then return st_setsrid(literal, target); end if;
  longest := greatest(st_xmax(literal) - st_xmin(literal), st_ymax(literal) - st_ymin(literal));
  -- 0.01 degrees along a parallel bend a centimetre in Sweden.
  literal := st_segmentize(literal, greatest(longest / 500, case when srid = 4326 then 0.01 else 1000 end));
  return allmanning.reprojected(literal, target);
exception when others then
  return null;
end $$;

create function allmanning.cut(geometry geometry, area geometry) returns geometry
language sql immutable strict as $$
  select case
    when geometry @ area then geometry
    else (select st_collect(st_intersection(part.geom, area)) from st_dump(geometry) part)
  end
$$;

-- A spatial operator of CQL2 (clause 7.5). A geometry that GEOS refuses is tried once more after it has been mended;
-- null where that does not help either.
create function allmanning.spatially_related(operator text, a geometry, b geometry)
returns boolean language plpgsql immutable strict as $$
begin
  return allmanning.related(operator, a, b);
exception when others then
  begin
    return allmanning.related(operator, st_makevalid(st_curvetoline(st_force2d(a))),
      st_makevalid(st_curvetoline(st_force2d(b))));
  exception when others then
    return null;
  end;
end $$;

-- GEOS compares collections of mixed kinds only for intersection: the others are asked of each kind by itself.
create function allmanning.related(operator text, a geometry, b geometry)
returns boolean language plpgsql immutable strict as $$
declare
  mixed constant text := 'GEOMETRYCOLLECTION';
  kinds geometry[];
begin
  if operator = 's_intersects' then return st_intersects(a, b); end if;
  if operator = 's_disjoint' then return not st_intersects(a, b); end if;
  if geometrytype(a) = mixed then a := st_collectionhomogenize(st_unaryunion(a)); end if;
  if geometrytype(b) = mixed then b := st_collectionhomogenize(st_unaryunion(b)); end if;
  if geometrytype(a) <> mixed and geometrytype(b) <> mixed then
    return case operator
      when 's_contains' then st_contains(a, b)
      when 's_crosses' then st_crosses(a, b)
      when 's_equals' then st_equals(a, b)
      when 's_overlaps' then st_overlaps(a, b)
      when 's_touches' then st_touches(a, b)
      when 's_within' then st_within(a, b)
    end;
  end if;
  if operator = 's_equals' then
    return geometrytype(a) = geometrytype(b) and (
      select bool_and(st_equals(st_collectionextract(a, n), st_collectionextract(b, n))
        or st_isempty(st_collectionextract(a, n)) and st_isempty(st_collectionextract(b, n)))
      from generate_series(1, 3) n);
  end if;
  if geometrytype(b) <> mixed then
    return allmanning.related(
      case operator when 's_contains' then 's_within' when 's_within' then 's_contains' else operator end, b, a);
  end if;
  kinds := array(select kind from generate_series(1, 3) n, st_collectionextract(b, n) kind where not st_isempty(kind));
  return case operator
    when 's_contains' then (select bool_and(allmanning.related(operator, a, kind)) from unnest(kinds) kind)
    when 's_touches' then (
      select bool_or(allmanning.related(operator, a, kind))
        and bool_and(allmanning.related(operator, a, kind) or not st_intersects(a, kind))
      from unnest(kinds) kind)
    else (select bool_or(allmanning.related(operator, a, kind)) from unnest(kinds) kind)
  end;
end $$;
