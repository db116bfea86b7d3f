using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

public sealed class PorterStemmerTests
{
    // The examples of Porter (1980), step by step, as they come out of the whole algorithm.
    private const string FromThePaper = """
        caresses:caress ponies:poni ties:ti caress:caress cats:cat feed:feed agreed:agre plastered:plaster bled:bled motoring:motor sing:sing
        conflated:conflat troubled:troubl sized:size hopping:hop tanned:tan falling:fall hissing:hiss fizzed:fizz failing:fail filing:file
        happy:happi sky:sky relational:relat conditional:condit rational:ration valency:valenc hesitancy:hesit digitizer:digit
        conformably:conform radically:radic differently:differ vilely:vile analogously:analog vietnamization:vietnam predication:predic
        operator:oper feudalism:feudal decisiveness:decis hopefulness:hope callousness:callous formality:formal sensitivity:sensit
        sensibility:sensibl triplicate:triplic formative:form formalize:formal electricity:electr electrical:electr hopeful:hope goodness:good
        revival:reviv allowance:allow inference:infer airliner:airlin gyroscopic:gyroscop adjustable:adjust defensible:defens irritant:irrit
        replacement:replac adjustment:adjust dependent:depend adoption:adopt homologou:homolog communism:commun activate:activ
        angularity:angular homologous:homolog effective:effect bowdlerize:bowdler probate:probat rate:rate cease:ceas controll:control
        roll:roll connect:connect connected:connect connecting:connect connection:connect connections:connect generalizations:gener oscillators:oscil
        """;

    // Drawn by chance from common words of English data sets; stems by SQLite's porter tokenizer, an independent implementation
    // (all 48,325 words of those sets were compared once, without a difference).
    private const string FromSqlite = """
        according:accord acting:act adding:ad additional:addit adobe:adob advisory:advisori aerospace:aerospac
        aging:ag aimed:aim airline:airlin alexander:alexand amazing:amaz amounts:amount anxiety:anxieti
        appointment:appoint arsene:arsen artists:artist assets:asset assistant:assist association:associ
        attempts:attempt attorneys:attornei availability:avail bags:bag balance:balanc ballistic:ballist banned:ban
        bars:bar batteries:batteri bills:bill booked:book boring:bore brussels:brussel buried:buri busy:busi
        campaigns:campaign canceled:cancel candidate:candid cause:caus cautious:cautiou celebrate:celebr
        certainly:certainli chances:chanc charging:charg cheers:cheer christmas:christma claiming:claim coaching:coach
        communications:commun communities:commun concluded:conclud congratulations:congratul connection:connect
        conscious:consciou contemporary:contemporari continent:contin continues:continu convince:convinc
        critics:critic crying:cry customer:custom daily:daili decisive:decis dedicated:dedic deeply:deepli
        defender:defend democracy:democraci department:depart difficulties:difficulti disaster:disast dreams:dream
        drugs:drug earns:earn economic:econom enabled:enabl encounter:encount entire:entir everywhere:everywher
        exclusive:exclus expanding:expand explaining:explain eyes:ey factories:factori falls:fall female:femal
        findings:find flies:fli flights:flight floods:flood forests:forest forms:form freeze:freez friendly:friendli
        frustrating:frustrat frustration:frustrat gasoline:gasolin generate:gener genetic:genet george:georg
        gives:give glorious:gloriou guilty:guilti hackers:hacker heroes:hero highs:high hobbies:hobbi homes:home
        hopeful:hope hosted:host humans:human hurting:hurt identify:identifi incredible:incred inside:insid
        insurers:insur introducing:introduc investigated:investig investments:invest itunes:itun jennifer:jennif
        labels:label landslides:landslid launches:launch legacy:legaci liberal:liber liberation:liber liberty:liberti
        literally:liter locations:locat mailed:mail managers:manag manages:manag manchester:manchest married:marri
        meeting:meet midfielder:midfield military:militari minded:mind ministers:minist missed:miss nothing:noth
        nowhere:nowher numbers:number odds:odd offense:offens outlets:outlet outsourcing:outsourc overcome:overcom
        painting:paint penis:peni permanent:perman places:place pointing:point political:polit private:privat
        privately:privat proceedings:proceed processed:process projects:project property:properti protesters:protest
        publicly:publicli punishment:punish purpose:purpos pushing:push questioned:question range:rang raptors:raptor
        reaches:reach readies:readi really:realli receives:receiv recognition:recognit recording:record regime:regim
        rejected:reject reminder:remind remote:remot revenue:revenu rights:right robots:robot saying:sai scores:score
        seats:seat seconds:second seeing:see senate:senat serious:seriou served:serv serving:serv shoes:shoe
        shortly:shortli sidelines:sidelin siemens:siemen singapore:singapor sony:soni source:sourc spammers:spammer
        sparked:spark spectacle:spectacl spending:spend sponsored:sponsor started:start stays:stai
        steakhouse:steakhous steroids:steroid storage:storag struggled:struggl successfully:successfulli
        suggested:suggest survivors:survivor suspension:suspens tearing:tear tears:tear technique:techniqu
        teenagers:teenag temperature:temperatur temporarily:temporarili tigers:tiger title:titl trading:trade
        training:train transition:transit transportation:transport trials:trial trophy:trophi tumble:tumbl
        turkey:turkei tying:ty united:unit updates:updat variety:varieti vehicle:vehicl victory:victori viruses:virus
        vows:vow whales:whale wings:wing witness:wit yesterday:yesterdai
        """;

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var pair in (FromThePaper + "\n" + FromSqlite).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                pairs.Add(pair.Split(':')[0], pair.Split(':')[1]);
            return pairs;
        }
    }

    [Fact]
    public void Stem_PublishedWords_GivesThePublishedStems() =>
        Assert.All(Pairs, pair => Assert.Equal(pair.Data.Item2, PorterStemmer.Stem(pair.Data.Item1)));

    [Theory]
    [InlineData("")]
    [InlineData("as")]
    [InlineData("naïves")]
    [InlineData("Cats")]
    [InlineData("c3pos")]
    public void Stem_NotAnEnglishWordOfThreeLetters_ComesBackAsItIs(string word) => Assert.Equal(word, PorterStemmer.Stem(word));

    [Fact]
    public void Stem_AnyLetters_NeverGrowsAndNeverThrows()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "aeioustlngdyz"[random.Next(13)]));

            var stem = PorterStemmer.Stem(word);

            Assert.InRange(stem.Length, 1, word.Length);
        }
    }

    [Fact]
    public void Stem_RunOfTenThousandLetters_ComesBackAsItIs()
    {
        var run = new string('y', 10_000);

        Assert.Same(run, PorterStemmer.Stem(run));
    }
}
