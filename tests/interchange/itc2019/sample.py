"""A small problem of ITC-2019 with one of everything, and a lawful solution of it; made for tests."""

PROBLEM = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE problem PUBLIC "-//ITC 2019//DTD Problem Format/EN" "competition-format.dtd">
<problem name="sample" nrDays="3" nrWeeks="2" slotsPerDay="20">
  <optimization time="2" room="1" distribution="5" student="3"/>
  <rooms>
    <room id="1" capacity="50"/>
    <room id="2" capacity="20">
      <travel room="1" value="2"/>
      <unavailable days="110" start="5" length="3" weeks="01"/>
    </room>
  </rooms>
  <courses>
    <course id="1">
      <config id="1">
        <subpart id="1">
          <class id="1" limit="20">
            <room id="1" penalty="0"/>
            <room id="2" penalty="3"/>
            <time days="101" start="2" length="4" weeks="11" penalty="0"/>
            <time days="010" start="2" length="6" weeks="10" penalty="7"/>
          </class>
        </subpart>
        <subpart id="2">
          <class id="2" limit="20" parent="1" room="false">
            <time days="001" start="10" length="2" weeks="01" penalty="1"/>
          </class>
        </subpart>
      </config>
    </course>
  </courses>
  <distributions>
    <distribution type="SameAttendees" required="true">
      <class id="1"/>
      <class id="2"/>
    </distribution>
    <distribution type="MaxBlock(6,2)" penalty="4">
      <class id="2"/>
      <class id="1"/>
    </distribution>
  </distributions>
  <students>
    <student id="1">
      <course id="1"/>
    </student>
  </students>
</problem>
"""

SOLUTION = """<?xml version="1.0" encoding="UTF-8"?>
<solution name="sample" runtime="1.5" cores="2" technique="by hand">
  <class id="1" days="101" start="2" weeks="11" room="1">
    <!-- a comment -->
    <student id="1"/>
  </class>
  <class id="2" days="001" start="10" weeks="01">
    <student id="1"/>
  </class>
</solution>
"""
